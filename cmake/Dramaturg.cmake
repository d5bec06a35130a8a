# The build's few words: a library or program of the house, and files embedded as text.
include(GNUInstallDirs)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers carry times; without this ccache would never hit on them.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${CCACHE_PROGRAM})
endif()

# Every target of the house sees includes from the root ("facts/event.h"), and warnings are errors.
add_library(dramaturg_options INTERFACE)
target_include_directories(dramaturg_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(dramaturg_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)

# dramaturg_library(name SOURCES ... USES ... PRIVATE_USES ...)
function(dramaturg_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE dramaturg_options ${ARG_PRIVATE_USES})
endfunction()

# dramaturg_program(name SOURCES ... USES ...)
function(dramaturg_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE dramaturg_options ${ARG_USES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# dramaturg_embed(target HEADER path/in/includes.h NAMESPACE ns FILES ...): an INTERFACE-like library whose header
# declares `std::span<const ns::File> ns::files()`, each with name (file name, or its path below NAMED_BELOW) and text.
function(dramaturg_embed name)
  cmake_parse_arguments(ARG "" "HEADER;FUNCTION;NAMED_BELOW" "FILES" ${ARGN})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(source ${generated}/${name}.cpp)
  list(TRANSFORM ARG_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE inputs)
  set(base "")
  if(ARG_NAMED_BELOW)
    set(base ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_NAMED_BELOW})
  endif()
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${source} -DHEADER=${ARG_HEADER} -DFUNCTION=${ARG_FUNCTION} "-DINPUTS=${inputs}"
            "-DBASE=${base}" -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    VERBATIM)
  add_library(${name} STATIC ${source})
  target_link_libraries(${name} PRIVATE dramaturg_options)
endfunction()
