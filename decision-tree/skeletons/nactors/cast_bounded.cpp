// A mailbox has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted here.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

enum EEv { EvReading = EventSpaceBegin(TEvents::ES_PRIVATE), EvSample, EvStored };
struct TEvReading : TEventLocal<TEvReading, EvReading> {};
struct TEvSample : TEventLocal<TEvSample, EvSample> {};
struct TEvStored : TEventLocal<TEvStored, EvStored> {};

class TSensor : public TActor<TSensor> {
public:
    explicit TSensor(const TActorId& archive) : TActor(&TThis::StateWork), Archive(archive) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvReading::EventType, Read);
            cFunc(TEvStored::EventType, Stored);
            cFunc(TEvents::TSystem::Undelivered, Lost);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Read() {
        if (Open == Most) {
            ++Dropped;
            return;
        }
        ++Open;
        Send(Archive, new TEvSample(), IEventHandle::FlagTrackDelivery);
    }
    void Stored() { --Open; }
    void Lost() {
        --Open;
        ++Dropped;
    }
    static constexpr int Most = 100;
    const TActorId Archive;
    int Open = 0;
    int Dropped = 0;  // reported by a timer
};
