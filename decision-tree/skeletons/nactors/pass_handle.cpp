// Who needs another actor gets its id in the constructor.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/actorsystem.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

enum EEv { EvPay = EventSpaceBegin(TEvents::ES_PRIVATE), EvEntry };
struct TEvPay : TEventLocal<TEvPay, EvPay> {};
struct TEvEntry : TEventLocal<TEvEntry, EvEntry> {};

class TTill : public TActor<TTill> {
public:
    explicit TTill(const TActorId& journal) : TActor(&TThis::StateWork), Journal(journal) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvPay::EventType, Pay);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Pay() { Send(Journal, new TEvEntry()); }
    const TActorId Journal;
};

IActor* CreateJournal();
void OpenShop(TActorSystem& system) {
    const TActorId journal = system.Register(CreateJournal());
    system.Register(new TTill(journal));
}
