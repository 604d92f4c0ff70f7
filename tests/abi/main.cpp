// SPDX-License-Identifier: BSL-1.0
// A program of two parts that each have the library. With an argument only the first one runs.
int first();
int second();

int main(int arguments, char**) {
    if (int const failed = first()) return failed;
    return arguments > 1 ? 0 : second();
}
