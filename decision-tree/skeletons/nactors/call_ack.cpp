// An empty answer says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <deque>
#include <string>

using namespace NActors;

enum EEv { EvPut = EventSpaceBegin(TEvents::ES_PRIVATE), EvStored };
struct TEvPut : TEventLocal<TEvPut, EvPut> {
    explicit TEvPut(const std::string& line) : Line(line) {}
    const std::string Line;
};
struct TEvStored : TEventLocal<TEvStored, EvStored> {};

class TLoader : public TActorBootstrapped<TLoader> {
public:
    TLoader(const TActorId& store, std::deque<std::string> lines) : Store(store), Lines(std::move(lines)) {}
    void Bootstrap() { Next(); }

    STFUNC(StateWait) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvStored, Handle);
            hFunc(TEvents::TEvWakeup, Handle);
            cFunc(TEvents::TSystem::Undelivered, PassAway);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Next() {
        if (Lines.empty()) {
            return PassAway();
        }
        Send(Store, new TEvPut(Lines.front()), IEventHandle::FlagTrackDelivery, ++Number);
        Become(&TThis::StateWait, TDuration::Seconds(5), new TEvents::TEvWakeup(Number));
    }
    void Handle(TEvStored::TPtr& ev) {
        if (ev->Cookie != Number) {
            return;
        }
        Lines.pop_front();  // done, so it need not be sent again
        Next();
    }
    void Handle(TEvents::TEvWakeup::TPtr& ev) {
        if (ev->Get()->Tag == Number) {
            PassAway();
        }
    }
    const TActorId Store;
    std::deque<std::string> Lines;
    ui64 Number = 0;
};
