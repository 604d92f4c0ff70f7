// SPDX-License-Identifier: BSL-1.0
// The main of every test executable: doctest's, but running no test is a failure (otherwise a
// filter with a wrong name would pass).
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

namespace {

unsigned executed = 0;

struct counting : doctest::IReporter {
    explicit counting(doctest::ContextOptions const&) {}
    void report_query(doctest::QueryData const&) override {}
    void test_run_start() override {}
    void test_run_end(doctest::TestRunStats const& run) override {
        executed = run.numTestCasesPassingFilters;
    }
    void test_case_start(doctest::TestCaseData const&) override {}
    void test_case_reenter(doctest::TestCaseData const&) override {}
    void test_case_end(doctest::CurrentTestCaseStats const&) override {}
    void test_case_exception(doctest::TestCaseException const&) override {}
    void subcase_start(doctest::SubcaseSignature const&) override {}
    void subcase_end() override {}
    void log_assert(doctest::AssertData const&) override {}
    void log_message(doctest::MessageData const&) override {}
    void test_case_skipped(doctest::TestCaseData const&) override {}
};

}  // namespace

REGISTER_LISTENER("counting", 1, counting);

int main(int argc, char** argv) {
    doctest::Context context(argc, argv);
    int const status = context.run();
    if (context.shouldExit()) return status;
    if (executed == 0) {
        std::fputs("no test was executed\n", stderr);
        return 1;
    }
    return status;
}
