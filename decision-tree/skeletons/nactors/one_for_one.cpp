// NActors has no supervisor: a parent registers the child anew after its last event, and gives up after too many times.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <chrono>
#include <cstddef>
#include <deque>

using namespace NActors;
using TClock = std::chrono::steady_clock;

struct TEvImporterEnded : TEventLocal<TEvImporterEnded, EventSpaceBegin(TEvents::ES_PRIVATE)> {
    bool Ok = false;
};
IActor* CreateImporter(const TActorId& parent);  // sends TEvImporterEnded from its PassAway

class TSupervisor : public TActorBootstrapped<TSupervisor> {
public:
    void Bootstrap() {
        Start();
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvImporterEnded, Handle);
            cFunc(TEvents::TSystem::Wakeup, Start);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

protected:
    void PassAway() override {
        Send(Child, new TEvents::TEvPoison());
        TActorBootstrapped::PassAway();  // our own parent hears of it in the same way
    }

private:
    void Start() { Child = Register(CreateImporter(SelfId())); }
    void Handle(TEvImporterEnded::TPtr& ev) {
        const auto now = TClock::now();
        while (!Restarts.empty() && Restarts.front() < now - std::chrono::seconds(60)) {
            Restarts.pop_front();
        }
        if (ev->Get()->Ok || Restarts.size() == Most) {  // transient; a permanent child goes on after Ok as well
            return PassAway();
        }
        Restarts.push_back(now);
        Schedule(TDuration::Seconds(1), new TEvents::TEvWakeup());
    }
    static constexpr std::size_t Most = 3;
    TActorId Child;
    std::deque<TClock::time_point> Restarts;
};
