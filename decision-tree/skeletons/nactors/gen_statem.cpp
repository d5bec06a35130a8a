// One state function per phase. Each says what it takes and what it leaves out; a wakeup of an earlier phase is
// told by its tag.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

enum EEv { EvConnected = EventSpaceBegin(TEvents::ES_PRIVATE), EvLost, EvText };
struct TEvConnected : TEventLocal<TEvConnected, EvConnected> {};
struct TEvLost : TEventLocal<TEvLost, EvLost> {};
struct TEvText : TEventLocal<TEvText, EvText> {};

class TLink : public TActorBootstrapped<TLink> {
public:
    void Bootstrap() { Connect(); }

    STFUNC(StateConnecting) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvConnected::EventType, Ready);
            hFunc(TEvents::TEvWakeup, Handle);
            IgnoreFunc(TEvText);
            IgnoreFunc(TEvLost);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }
    STFUNC(StateReady) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvText::EventType, Write);
            cFunc(TEvLost::EventType, Connect);
            IgnoreFunc(TEvents::TEvWakeup);
            IgnoreFunc(TEvConnected);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Connect() { Become(&TThis::StateConnecting, TDuration::Seconds(10), new TEvents::TEvWakeup(++Attempt)); }
    void Ready() { Become(&TThis::StateReady); }
    void Write() { ++Written; }
    void Handle(TEvents::TEvWakeup::TPtr& ev) {
        if (ev->Get()->Tag == Attempt) {
            PassAway();
        }
    }
    ui64 Attempt = 0;
    ui64 Written = 0;
};
