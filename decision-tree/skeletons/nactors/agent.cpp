// One value behind "get" and "set". Where nobody needs a message, an immutable snapshot does without an actor.
#include <ydb/library/actors/core/actor.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

struct TEvGet : TEventLocal<TEvGet, EventSpaceBegin(TEvents::ES_PRIVATE)> {};
struct TEvSet : TEventLocal<TEvSet, EventSpaceBegin(TEvents::ES_PRIVATE) + 1> {
    int Value = 0;
};
struct TEvValue : TEventLocal<TEvValue, EventSpaceBegin(TEvents::ES_PRIVATE) + 2> {
    explicit TEvValue(int value) : Value(value) {}
    const int Value;
};

class TSetpoint : public TActor<TSetpoint> {
public:
    TSetpoint() : TActor(&TThis::StateWork) {}

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvGet, Handle);
            hFunc(TEvSet, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvGet::TPtr& ev) { Send(ev->Sender, new TEvValue(Value), 0, ev->Cookie); }
    void Handle(TEvSet::TPtr& ev) { Value = ev->Get()->Value; }
    int Value = 0;
};
