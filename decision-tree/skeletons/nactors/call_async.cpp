// The answer, a receiver that is gone and one that is silent arrive as three events. The cookie tells which
// question it was.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <set>

using namespace NActors;

enum EEv { EvSell = EventSpaceBegin(TEvents::ES_PRIVATE), EvGetPrice, EvPrice };
struct TEvSell : TEventLocal<TEvSell, EvSell> {};
struct TEvGetPrice : TEventLocal<TEvGetPrice, EvGetPrice> {};
struct TEvPrice : TEventLocal<TEvPrice, EvPrice> {
    long Amount = 0;
};

class TTill : public TActor<TTill> {
public:
    explicit TTill(const TActorId& catalogue) : TActor(&TThis::StateWork), Catalogue(catalogue) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvSell::EventType, Sell);
            hFunc(TEvPrice, Handle);
            hFunc(TEvents::TEvUndelivered, Handle);
            hFunc(TEvents::TEvWakeup, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Sell() {
        Open.insert(++Last);
        Send(Catalogue, new TEvGetPrice(), IEventHandle::FlagTrackDelivery, Last);
        Schedule(TDuration::Seconds(1), new TEvents::TEvWakeup(Last));
    }
    void Handle(TEvPrice::TPtr& ev) {
        if (Open.erase(ev->Cookie)) {
            Total += ev->Get()->Amount;
        }
    }
    void Handle(TEvents::TEvUndelivered::TPtr& ev) { Missed += Open.erase(ev->Cookie); }
    void Handle(TEvents::TEvWakeup::TPtr& ev) { Missed += Open.erase(ev->Get()->Tag); }

    const TActorId Catalogue;
    std::set<ui64> Open;
    ui64 Last = 0;
    long Total = 0;
    ui64 Missed = 0;
};
