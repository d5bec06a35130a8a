// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <functional>
#include <optional>

using namespace NActors;

enum EEv { EvWork = EventSpaceBegin(TEvents::ES_PRIVATE), EvDone };
struct TEvWork : TEventLocal<TEvWork, EvWork> {};
struct TEvDone : TEventLocal<TEvDone, EvDone> {
    bool Ok = false;
};
/// The client library of the source; it returns at once.
struct TSource {
    std::function<std::optional<ui64>()> TryPoll;
    std::function<void(ui64)> Ack, Fail;
};

class TReader : public TActorBootstrapped<TReader> {
public:
    TReader(TSource source, const TActorId& workers) : Source(std::move(source)), Workers(workers) {}
    void Bootstrap() {
        Poll();
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvents::TSystem::Wakeup, Poll);
            hFunc(TEvDone, Handle);
            hFunc(TEvents::TEvUndelivered, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Poll() {
        while (Permits > 0) {
            const auto id = Source.TryPoll();
            if (!id) {
                break;
            }
            --Permits;
            Send(Workers, new TEvWork(), IEventHandle::FlagTrackDelivery, *id);
        }
        Schedule(TDuration::MilliSeconds(20), new TEvents::TEvWakeup());
    }
    void Handle(TEvDone::TPtr& ev) { Finish(ev->Cookie, ev->Get()->Ok); }
    void Handle(TEvents::TEvUndelivered::TPtr& ev) { Finish(ev->Cookie, false); }
    void Finish(ui64 id, bool ok) {
        ++Permits;
        ok ? Source.Ack(id) : Source.Fail(id);
    }
    const TSource Source;
    const TActorId Workers;
    int Permits = 64;
};
