// NActors has no groups: a topic is an actor that keeps its members, and forgets those that leave or cannot be reached.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <memory>
#include <set>
#include <string>

using namespace NActors;

enum EEv { EvJoin = EventSpaceBegin(TEvents::ES_PRIVATE), EvLeave, EvNews };
struct TEvJoin : TEventLocal<TEvJoin, EvJoin> {};
struct TEvLeave : TEventLocal<TEvLeave, EvLeave> {};
struct TEvNews : TEventLocal<TEvNews, EvNews> {
    explicit TEvNews(std::shared_ptr<const std::string> text) : Text(std::move(text)) {}
    const std::shared_ptr<const std::string> Text;
};

class TTopic : public TActor<TTopic> {
public:
    TTopic() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvJoin, Handle);
            hFunc(TEvLeave, Handle);
            hFunc(TEvNews, Handle);
            hFunc(TEvents::TEvUndelivered, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvJoin::TPtr& ev) { Members.insert(ev->Sender); }
    void Handle(TEvLeave::TPtr& ev) { Members.erase(ev->Sender); }
    void Handle(TEvNews::TPtr& ev) {
        for (const TActorId& member : Members) {
            Send(member, new TEvNews(ev->Get()->Text), IEventHandle::FlagTrackDelivery);
        }
    }
    void Handle(TEvents::TEvUndelivered::TPtr& ev) { Members.erase(ev->Sender); }
    std::set<TActorId> Members;
};
