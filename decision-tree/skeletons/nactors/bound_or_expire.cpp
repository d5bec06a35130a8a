// A table that grows has a maximum and an age.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <chrono>
#include <cstddef>
#include <map>

using namespace NActors;
using TClock = std::chrono::steady_clock;

struct TEvSeen : TEventLocal<TEvSeen, EventSpaceBegin(TEvents::ES_PRIVATE)> {
    ui64 Id = 0;
};

class TTable : public TActorBootstrapped<TTable> {
public:
    void Bootstrap() {
        Schedule(TDuration::Seconds(60), new TEvents::TEvWakeup());
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvSeen, Handle);
            cFunc(TEvents::TSystem::Wakeup, Sweep);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvSeen::TPtr& ev) {
        if (Times.size() < Most) {
            Times[ev->Get()->Id] = TClock::now();
        }
    }
    void Sweep() {
        const auto oldest = TClock::now() - std::chrono::minutes(10);
        for (auto i = Times.begin(); i != Times.end();) {
            i = i->second < oldest ? Times.erase(i) : std::next(i);
        }
        Schedule(TDuration::Seconds(60), new TEvents::TEvWakeup());
    }
    static constexpr std::size_t Most = 10000;
    std::map<ui64, TClock::time_point> Times;
};
