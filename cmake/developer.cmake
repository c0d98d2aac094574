# Faster builds where the tools are there, and the warnings that our own code is held to.
find_program(PROVISO_CCACHE ccache)
if(PROVISO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PROVISO_CCACHE})
endif()
find_program(PROVISO_MOLD mold)
if(PROVISO_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

# An interface target, not CMAKE_CXX_FLAGS: the sanitizer presets set those.
add_library(proviso_warnings INTERFACE)
if(PROVISO_DEVELOPER)
  target_compile_options(proviso_warnings INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor
                                                    -Woverloaded-virtual -Wno-missing-field-initializers)
  # GCC 12 at -O3 warns of overlaps in std::string that cannot be (its bug 105329).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(proviso_warnings INTERFACE -Wno-restrict)
  endif()
endif()
