#!/usr/bin/env python3
"""Writes a CAF program of any size, with its compile database: units as people write them, each with a stateful
actor, a class-based one and helpers, wired to its neighbours. The same arguments give the same bytes."""

import argparse
import json
import pathlib

MESSAGES = """// What the desks of the warehouse say to each other.
#pragma once

#include <caf/all.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace warehouse {{

using order_atom = caf::atom_constant<caf::atom("order")>;
using stock_atom = caf::atom_constant<caf::atom("stock")>;
using pick_atom = caf::atom_constant<caf::atom("pick")>;
using audit_atom = caf::atom_constant<caf::atom("audit")>;

struct shelf {{
  std::map<std::string, std::uint32_t> pieces;
  std::vector<std::uint64_t> history;
}};

{declarations}

}}  // namespace warehouse
"""

UNIT = """#include "messages.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

using namespace caf;

namespace warehouse {{

namespace {{

struct desk{i}_state {{
  shelf goods;
  std::uint64_t served = 0;
}};

std::uint64_t weigh{i}(const shelf& goods) {{
  return std::accumulate(goods.history.begin(), goods.history.end(), std::uint64_t{{{i}}});
}}

bool reserve{i}(shelf& goods, const std::string& article, std::uint32_t pieces) {{
  auto found = goods.pieces.find(article);
  if (found == goods.pieces.end() || found->second < pieces)
    return false;
  found->second -= pieces;
  goods.history.push_back(pieces);
  if (goods.history.size() > {limit})
    goods.history.erase(goods.history.begin());
  return true;
}}

behavior desk{i}(stateful_actor<desk{i}_state>* self, actor next) {{
  return {{
    [=](stock_atom, const std::string& article, std::uint32_t pieces) {{ self->state.goods.pieces[article] = pieces; }},
    [=](order_atom, const std::string& article, std::uint32_t pieces) -> result<bool> {{
      ++self->state.served;
      if (reserve{i}(self->state.goods, article, pieces))
        return true;
      auto answer = self->make_response_promise<bool>();
      self->request(next, std::chrono::milliseconds({timeout}), order_atom::value, article, pieces)
        .then([=](bool done) mutable {{ answer.deliver(done); }}, [=](error& reason) mutable {{ answer.deliver(reason); }});
      return answer;
    }},
    [=](audit_atom) {{ return weigh{i}(self->state.goods) + self->state.served; }},
  }};
}}

class picker{i} : public event_based_actor {{
public:
  picker{i}(actor_config& cfg, actor desk) : event_based_actor(cfg), desk_(std::move(desk)) {{
  }}

  behavior make_behavior() override {{
    delayed_send(this, std::chrono::seconds(1), pick_atom::value);
    return {{
      [=](pick_atom) {{
        std::sort(articles_.begin(), articles_.end());
        for (const auto& article : articles_)
          request(desk_, std::chrono::seconds(2), order_atom::value, article, std::uint32_t{{1}})
            .then([=](bool done) {{ picked_ += done ? 1 : 0; }}, [=](error&) {{ ++failed_; }});
        delayed_send(this, std::chrono::seconds(1), pick_atom::value);
      }},
    }};
  }}

private:
  actor desk_;
  std::vector<std::string> articles_{{"bolt{i}", "nut{i}", "washer{i}"}};
  std::uint64_t picked_ = 0;
  std::uint64_t failed_ = 0;
}};

}}  // namespace

actor open_desk{i}(event_based_actor* parent, actor next) {{
  auto desk = parent->spawn<linked>(desk{i}, std::move(next));
  parent->spawn<picker{i}, linked>(desk);
  return desk;
}}

}}  // namespace warehouse
"""

MAIN = """#include "messages.hpp"

using namespace caf;

namespace warehouse {{

behavior hall(event_based_actor* self) {{
  actor last = self;
{openings}
  return {{[=](audit_atom) {{ return self->delegate(last, audit_atom::value); }}}};
}}

}}  // namespace warehouse

void caf_main(actor_system& sys) {{
  auto hall = sys.spawn(warehouse::hall);
  scoped_actor self{{sys}};
  self->wait_for(hall);
}}

CAF_MAIN()
"""


def program(units):
    """Name → text of each file."""
    count = units - 1
    declarations = "\n".join(f"caf::actor open_desk{i}(caf::event_based_actor* parent, caf::actor next);" for i in range(count))
    openings = "\n".join(f"  last = open_desk{i}(self, last);" for i in range(count))
    files = {"messages.hpp": MESSAGES.format(declarations=declarations), "main.cpp": MAIN.format(openings=openings)}
    for i in range(count):
        files[f"desk{i}.cpp"] = UNIT.format(i=i, limit=100 + i, timeout=500 + 10 * i)
    return files


def write(folder, units):
    folder.mkdir(parents=True, exist_ok=True)
    files = program(units)
    for name, text in files.items():
        (folder / name).write_text(text)
    sources = [name for name in files if name.endswith(".cpp")]
    database = [{"directory": str(folder.resolve()), "file": name, "command": f"clang++ -std=c++17 -c {name} -o {name}.o"}
                for name in sorted(sources)]
    (folder / "compile_commands.json").write_text(json.dumps(database, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--units", type=int, default=50)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.units)


if __name__ == "__main__":
    main()
