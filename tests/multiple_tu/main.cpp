// SPDX-License-Identifier: BSL-1.0
extern "C" int first_unit();
extern "C" int second_unit();
int main() { return first_unit() == second_unit() ? 0 : 1; }
