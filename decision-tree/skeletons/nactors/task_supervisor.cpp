// NActors has no task supervisor: the owner keeps each job, knows a maximum, hears of each end and stops the rest.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <cstddef>
#include <set>

using namespace NActors;

enum EEv { EvStart = EventSpaceBegin(TEvents::ES_PRIVATE), EvStarted, EvBusy, EvDone };
struct TEvStart : TEventLocal<TEvStart, EvStart> {};
struct TEvStarted : TEventLocal<TEvStarted, EvStarted> {};
struct TEvBusy : TEventLocal<TEvBusy, EvBusy> {};
struct TEvDone : TEventLocal<TEvDone, EvDone> {
    bool Ok = false;
};
IActor* CreateImportJob(const TActorId& owner);  // sends TEvDone, then passes away

class TImports : public TActor<TImports> {
public:
    TImports() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvStart, Handle);
            hFunc(TEvDone, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

protected:
    void PassAway() override {
        for (const TActorId& job : Running) {
            Send(job, new TEvents::TEvPoison());
        }
        TActor::PassAway();
    }

private:
    void Handle(TEvStart::TPtr& ev) {
        if (Running.size() == Most) {
            Send(ev->Sender, new TEvBusy(), 0, ev->Cookie);
            return;
        }
        Running.insert(Register(CreateImportJob(SelfId())));
        Send(ev->Sender, new TEvStarted(), 0, ev->Cookie);
    }
    void Handle(TEvDone::TPtr& ev) {
        Running.erase(ev->Sender);
        Failed += !ev->Get()->Ok;
    }
    static constexpr std::size_t Most = 8;
    std::set<TActorId> Running;
    int Failed = 0;
};
