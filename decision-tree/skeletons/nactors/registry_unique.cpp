// A table from key to actor that takes an entry out when its owner says that it ends, or can no longer be reached.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <map>
#include <string>

using namespace NActors;

enum EEv { EvEnter = EventSpaceBegin(TEvents::ES_PRIVATE), EvLeave, EvTaken, EvForSession };
struct TEvEnter : TEventLocal<TEvEnter, EvEnter> {
    std::string User;
};
struct TEvLeave : TEventLocal<TEvLeave, EvLeave> {
    std::string User;
};
struct TEvTaken : TEventLocal<TEvTaken, EvTaken> {};

class TSessions : public TActor<TSessions> {
public:
    TSessions() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvEnter, Handle);
            hFunc(TEvLeave, Handle);
            hFunc(TEvents::TEvUndelivered, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvEnter::TPtr& ev) {
        if (!ByUser.emplace(ev->Get()->User, ev->Sender).second) {
            Send(ev->Sender, new TEvTaken(), 0, ev->Cookie);
        }
    }
    void Handle(TEvLeave::TPtr& ev) { ByUser.erase(ev->Get()->User); }  // from PassAway of the session
    void Handle(TEvents::TEvUndelivered::TPtr& ev) {                    // of what was forwarded with tracking
        for (auto i = ByUser.begin(); i != ByUser.end();) {
            i = i->second == ev->Sender ? ByUser.erase(i) : std::next(i);
        }
    }
    std::map<std::string, TActorId> ByUser;
};
