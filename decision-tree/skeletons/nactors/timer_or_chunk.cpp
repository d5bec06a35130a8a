// A long job does one part per event and sends itself the rest, behind what has come meanwhile.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <vector>

using namespace NActors;

enum EEv { EvRebuild = EventSpaceBegin(TEvents::ES_PRIVATE), EvPart };
struct TEvRebuild : TEventLocal<TEvRebuild, EvRebuild> {
    std::vector<int> Documents;
};
struct TEvPart : TEventLocal<TEvPart, EvPart> {};
void Index(int document);

class TIndexer : public TActor<TIndexer> {
public:
    TIndexer() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvRebuild, Handle);
            cFunc(TEvPart::EventType, Part);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvRebuild::TPtr& ev) {
        const bool idle = Left.empty();
        Left = std::move(ev->Get()->Documents);
        if (idle) {
            Send(SelfId(), new TEvPart());
        }
    }
    void Part() {
        for (int i = 0; i < 100 && !Left.empty(); ++i) {
            Index(Left.back());
            Left.pop_back();
        }
        if (!Left.empty()) {
            Send(SelfId(), new TEvPart());
        }
    }
    std::vector<int> Left;
};
