// CAF measures each actor whose name the configuration includes; what else counts goes into the same registry.
#include <caf/all.hpp>
#include <caf/telemetry/metric_registry.hpp>

/// As in the file: caf.metrics-filters.actors.includes = ["renderer"]
struct config : caf::actor_system_config {
  config() { set("caf.metrics-filters.actors.includes", std::vector<std::string>{"renderer"}); }
};

struct renderer {
  explicit renderer(caf::event_based_actor* self)
      : late(self->system().metrics().counter_singleton("screen", "late-frames", "Frames that nobody saw in time.")) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, int number) {
          if (number < shown) return late->inc();
          shown = number;
        },
    };
  }
  static constexpr const char* name = "renderer";
  caf::telemetry::int_counter* late;
  int shown = 0;
};
