# Script: lays out PROGRAM, in place, with BOLT and the profile in the archive PROFILE; LINKED keeps it as linked. What
# comes out must show the same facts of SAMPLE. Otherwise, or when BOLT fails, PROGRAM stays as linked: it is slower only.
file(COPY_FILE ${PROGRAM} ${LINKED} ONLY_IF_DIFFERENT)
set(result ${LINKED}.bolted)
set(log ${LINKED}.log)
cmake_path(GET LINKED PARENT_PATH folder)
file(ARCHIVE_EXTRACT INPUT ${PROFILE} DESTINATION ${folder})

execute_process(
  COMMAND ${BOLT} ${LINKED} -o ${result} -data=${folder}/worker.fdata -reorder-blocks=ext-tsp -reorder-functions=cdsort
          -split-functions -split-all-cold -split-eh -remove-symtab
  RESULT_VARIABLE failed OUTPUT_FILE ${log} ERROR_FILE ${log})
file(REMOVE ${folder}/worker.fdata)
if(failed)
  message(WARNING "${PROGRAM} keeps the linker's layout: llvm-bolt failed (${failed}), see ${log}")
  return()
endif()

function(show_facts program facts)
  execute_process(COMMAND ${program} --json -- clang++ -std=c++17 ${SAMPLE}
                  RESULT_VARIABLE status OUTPUT_VARIABLE shown ERROR_VARIABLE shown)
  set(${facts} "${status}: ${shown}" PARENT_SCOPE)
endfunction()
show_facts(${LINKED} expected)
show_facts(${result} actual)
if(NOT actual STREQUAL expected OR NOT actual MATCHES "^0:")
  message(WARNING "${PROGRAM} keeps the linker's layout: ${result} shows other facts of ${SAMPLE}")
  return()
endif()

file(STRINGS ${log} stale REGEX "samples in the binary .* invalid")
if(stale MATCHES "\\(([0-9]+)\\.[0-9]+%\\)" AND CMAKE_MATCH_1 GREATER 20)
  message(WARNING "${CMAKE_MATCH_1} % of the worker's profile is of another build of Clang; ./dev train renews it")
endif()
file(RENAME ${result} ${PROGRAM})
