// A connection that cannot be made is expected: the next try waits twice as long. Registering promises a manager only.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <algorithm>

using namespace NActors;

enum EEv { EvConnect = EventSpaceBegin(TEvents::ES_PRIVATE), EvConnected, EvRefused };
struct TEvConnect : TEventLocal<TEvConnect, EvConnect> {};
struct TEvConnected : TEventLocal<TEvConnected, EvConnected> {};
struct TEvRefused : TEventLocal<TEvRefused, EvRefused> {};

class TLink : public TActorBootstrapped<TLink> {
public:
    explicit TLink(const TActorId& connector) : Connector(connector) {}
    void Bootstrap() {
        Connect();
        Become(&TThis::StateDown);
    }

    STFUNC(StateDown) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvConnected::EventType, Up);
            cFunc(TEvRefused::EventType, Retry);
            cFunc(TEvents::TSystem::Undelivered, Retry);
            cFunc(TEvents::TSystem::Wakeup, Connect);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }
    STFUNC(StateUp) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvRefused::EventType, Down);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Connect() { Send(Connector, new TEvConnect(), IEventHandle::FlagTrackDelivery); }
    void Retry() {
        Schedule(TDuration::Seconds(Pause), new TEvents::TEvWakeup());
        Pause = std::min<ui64>(2 * Pause, 30);
    }
    void Up() {
        Pause = 1;
        Become(&TThis::StateUp);
    }
    void Down() {
        Become(&TThis::StateDown);
        Retry();
    }
    const TActorId Connector;
    ui64 Pause = 1;
};
