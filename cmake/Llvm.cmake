# LLVM 22 and Clang 22, linked statically: a worker starts in 4 ms instead of the 21 ms that libclang-cpp.so costs.
#   dramaturg_llvm   LLVM's Support library; for tool/
#   dramaturg_clang  Clang's front end; for extract/ only
find_package(Clang CONFIG REQUIRED HINTS /usr/lib/llvm-22/lib/cmake/clang)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "dramaturg needs Clang 22, found ${LLVM_VERSION} in ${Clang_DIR}. "
                      "Run ./dev setup, or set Clang_DIR to the folder of ClangConfig.cmake.")
endif()

# All archives behind the given imported targets. Distributions export Clang's targets as users of the one big
# shared LLVM; that name is left out, so that the component archives take its place.
function(dramaturg_archives result)
  set(pending ${ARGN})
  set(seen "")
  set(archives "")
  while(pending)
    list(POP_FRONT pending target)
    if(target IN_LIST seen OR target STREQUAL "LLVM" OR NOT target MATCHES "^(LLVM|clang)" OR NOT TARGET ${target})
      continue()
    endif()
    list(APPEND seen ${target})
    list(APPEND archives ${target})
    get_target_property(uses ${target} INTERFACE_LINK_LIBRARIES)
    if(uses)
      list(APPEND pending ${uses})
    endif()
  endwhile()
  list(TRANSFORM archives REPLACE "(.+)" "$<TARGET_FILE:\\1>")
  list(JOIN archives "," archives)
  set(${result} "$<LINK_GROUP:RESCAN,${archives}>" PARENT_SCOPE)
endfunction()

function(dramaturg_static_llvm name)
  dramaturg_archives(archives ${ARGN})
  add_library(${name} INTERFACE)
  target_include_directories(${name} SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
  separate_arguments(definitions UNIX_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_options(${name} INTERFACE ${definitions} $<$<NOT:$<BOOL:${LLVM_ENABLE_RTTI}>>:-fno-rtti>)
  target_link_libraries(${name} INTERFACE ${archives} z zstd dl m pthread)
  target_link_options(${name} INTERFACE -Wl,--gc-sections -Wl,--as-needed)
endfunction()

dramaturg_static_llvm(dramaturg_llvm LLVMSupport)
dramaturg_static_llvm(dramaturg_clang
  clangFrontend clangDriver clangTooling clangIndex clangSema clangAST clangLex clangBasic
  LLVMCore LLVMOption LLVMFrontendOpenMP LLVMFrontendHLSL LLVMFrontendDriver LLVMTargetParser LLVMProfileData
  LLVMWindowsDriver LLVMBitReader LLVMBitWriter LLVMCoverage LLVMMC LLVMMCParser LLVMObject LLVMAsmParser LLVMTextAPI
  LLVMSupport)
