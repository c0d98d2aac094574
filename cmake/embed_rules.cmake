# Writes the files under rules/ into one C++ source: cmake -DROOT=... -DLIST=... -DOUTPUT=... -P embed_rules.cmake
# LIST names a file with one path (relative to ROOT) a line. Contents go in as escaped chunks, because compilers bound
# the length of a single literal.
set(CHUNK_HEX 8192)  # hexadecimal digits, so half as many bytes

file(STRINGS "${LIST}" paths)
set(code "// Generated from rules/ by cmake/embed_rules.cmake.\n#include \"input/embedded.h\"\n\nnamespace proviso {\n")
string(APPEND code "\nstd::vector<EmbeddedFile> EmbeddedRules() {\n"
                   "  std::vector<EmbeddedFile> files;\n  EmbeddedFile file;\n")
foreach(path IN LISTS paths)
  file(READ "${ROOT}/${path}" hex HEX)
  string(LENGTH "${hex}" length)
  string(APPEND code "  file = {\"${path}\", {}};\n")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${hex}" ${at} ${CHUNK_HEX} chunk)
    string(LENGTH "${chunk}" digits)
    math(EXPR bytes "${digits} / 2")
    string(REGEX REPLACE "(..)" "\\\\x\\1" chunk "${chunk}")
    string(APPEND code "  file.text.append(\"${chunk}\", ${bytes});\n")
    math(EXPR at "${at} + ${CHUNK_HEX}")
  endwhile()
  string(APPEND code "  files.push_back(std::move(file));\n")
endforeach()
string(APPEND code "  return files;\n}\n\n}  // namespace proviso\n")
file(WRITE "${OUTPUT}" "${code}")
