# Installs the build tree and builds and runs examples/embed against what was installed, as a stranger's project would.
# cmake -DBUILD=... -DSOURCE=... -DWORK=... -P run.cmake
file(REMOVE_RECURSE ${WORK})
function(run)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}: ${code}\n${out}")
  endif()
  set(out ${out} PARENT_SCOPE)
endfunction()
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE}/examples/embed -B ${WORK}/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix
  -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/embed)
file(READ ${SOURCE}/examples/embed/README.md readme)
string(FIND "${readme}" "```\n${out}```" at)
if(at EQUAL -1)
  message(FATAL_ERROR "examples/embed/README.md does not show what the program prints:\n${out}")
endif()
# The program itself needs nothing but what was installed.
run(${CMAKE_COMMAND} -E chdir ${WORK} ${WORK}/prefix/${BINDIR}/proviso list policies)
