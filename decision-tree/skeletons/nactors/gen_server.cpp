// One state function with a handler per event. A call is answered to its sender with its cookie, a cast is not.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

enum EEv { EvDeposit = EventSpaceBegin(TEvents::ES_PRIVATE), EvGetBalance, EvBalance };
struct TEvDeposit : TEventLocal<TEvDeposit, EvDeposit> {
    explicit TEvDeposit(long amount) : Amount(amount) {}
    const long Amount;
};
struct TEvGetBalance : TEventLocal<TEvGetBalance, EvGetBalance> {};
struct TEvBalance : TEventLocal<TEvBalance, EvBalance> {
    explicit TEvBalance(long amount) : Amount(amount) {}
    const long Amount;
};

class TAccount : public TActor<TAccount> {
public:
    TAccount() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvDeposit, Handle);
            hFunc(TEvGetBalance, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvDeposit::TPtr& ev) { Balance += ev->Get()->Amount; }
    void Handle(TEvGetBalance::TPtr& ev) { Send(ev->Sender, new TEvBalance(Balance), 0, ev->Cookie); }
    long Balance = 0;
};
