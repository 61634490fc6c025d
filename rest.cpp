#include "/work/tmp/wt-reading/tests/fuzz/reader_laws.cpp"
#include "/work/tmp/wt-reading/tests/fuzz/number_laws.cpp"
#include "/work/tmp/wt-reading/tests/instances/corpus_test.cpp"
#include "/work/tmp/wt-reading/tests/instances/text_lines_test.cpp"
