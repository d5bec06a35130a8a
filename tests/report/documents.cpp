// Prints each document that has a schema, and that schema, as one JSON array: the input of schema_test.py.
#include "report/schema.h"
#include "tests/report/sample.h"

#include <iostream>
#include <string>

int main() {
  using namespace dramaturg;
  test::Sample sample;
  const std::string findings = renderJson(sample.report());
  const std::string advice = renderAdviceJson(sample.system(), *sample.report().findings.front().advice, sample.room());
  sample.report().findings.clear();
  const std::string none = renderJson(sample.report());
  const std::string model = renderModelJson(sample.system());
  std::cout << "{\"documents\": [" << findings << "," << none << "," << advice << "," << model << "], \"schemas\": [";
  std::string comma;
  for (const EmbeddedFile& file : schemaFiles()) {
    std::cout << comma << file.text;
    comma = ",";
  }
  std::cout << "]}\n";
}
