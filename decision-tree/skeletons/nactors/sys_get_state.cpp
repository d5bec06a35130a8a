// An event that describes the state to a person. It answers with text, so that no feature is built on it.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <string>

using namespace NActors;

enum EEv { EvTake = EventSpaceBegin(TEvents::ES_PRIVATE), EvDescribe, EvDescription };
struct TEvTake : TEventLocal<TEvTake, EvTake> {
    int Pieces = 0;
};
struct TEvDescribe : TEventLocal<TEvDescribe, EvDescribe> {};
struct TEvDescription : TEventLocal<TEvDescription, EvDescription> {
    explicit TEvDescription(std::string text) : Text(std::move(text)) {}
    const std::string Text;
};

class TStock : public TActor<TStock> {
public:
    TStock() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvTake, Handle);
            hFunc(TEvDescribe, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvTake::TPtr& ev) { ev->Get()->Pieces <= Pieces ? Pieces -= ev->Get()->Pieces : ++Refused; }
    void Handle(TEvDescribe::TPtr& ev) {
        const auto text = "pieces " + std::to_string(Pieces) + ", refused " + std::to_string(Refused);
        Send(ev->Sender, new TEvDescription(text), 0, ev->Cookie);
    }
    int Pieces = 100;
    int Refused = 0;
};
