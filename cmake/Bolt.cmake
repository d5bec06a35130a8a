# Post-link optimisation: BOLT puts a program's code into the order in which a recorded profile saw it run. The profile
# is made by bench/training/train.py; it names functions, so that it outlives changes of the house's own code.
option(DRAMATURG_BOLT "Lay out the worker by its profile with llvm-bolt: a quarter quicker, 20 s more per link" OFF)
find_program(DRAMATURG_LLVM_BOLT llvm-bolt HINTS ${LLVM_TOOLS_BINARY_DIR})
mark_as_advanced(DRAMATURG_LLVM_BOLT)

# dramaturg_lay_out(program PROFILE archive SAMPLE source): on every link. Without llvm-bolt, and on processors that the
# profile is not made for, the program stays as the linker made it.
function(dramaturg_lay_out name)
  cmake_parse_arguments(ARG "" "PROFILE;SAMPLE" "" ${ARGN})
  if(NOT DRAMATURG_BOLT)
    return()
  endif()
  if(NOT DRAMATURG_LLVM_BOLT OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    message(STATUS "${name} keeps the linker's layout: no llvm-bolt for this processor (Debian package bolt-22)")
    return()
  endif()
  # The C++ runtime is linked in, so that it is laid out as well.
  target_link_options(${name} PRIVATE -Wl,--emit-relocs -static-libstdc++ -static-libgcc)
  set(script ${PROJECT_SOURCE_DIR}/cmake/RunBolt.cmake)
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -DBOLT=${DRAMATURG_LLVM_BOLT} -DPROGRAM=$<TARGET_FILE:${name}>
            -DLINKED=${CMAKE_CURRENT_BINARY_DIR}/${name}.linked -DPROFILE=${ARG_PROFILE} -DSAMPLE=${ARG_SAMPLE} -P ${script}
    VERBATIM)
  set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${script} ${ARG_PROFILE} ${ARG_SAMPLE})
endfunction()
