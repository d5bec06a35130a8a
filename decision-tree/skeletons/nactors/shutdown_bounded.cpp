// Poison asks an actor to end; it answers when it has. Who asked waits so long and no longer: nobody can be forced.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

struct TEvNotStopped : TEventLocal<TEvNotStopped, EventSpaceBegin(TEvents::ES_PRIVATE)> {};

class TStopper : public TActorBootstrapped<TStopper> {
public:
    TStopper(const TActorId& worker, const TActorId& client) : Worker(worker), Client(client) {}
    void Bootstrap() {
        Send(Worker, new TEvents::TEvPoison(), IEventHandle::FlagTrackDelivery);
        Become(&TThis::StateWait, TDuration::Seconds(5), new TEvents::TEvWakeup());
    }

    STFUNC(StateWait) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvents::TSystem::PoisonTaken, Stopped);
            cFunc(TEvents::TSystem::Undelivered, Stopped);  // it had gone before
            cFunc(TEvents::TSystem::Wakeup, NotStopped);
        }
    }

private:
    void Stopped() {
        Send(Client, new TEvents::TEvPoisonTaken());
        PassAway();
    }
    void NotStopped() {
        Send(Client, new TEvNotStopped());
        PassAway();
    }
    const TActorId Worker;
    const TActorId Client;
};
