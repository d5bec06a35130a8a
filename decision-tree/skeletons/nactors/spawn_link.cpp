// NActors has no links: the parent sends poison to its child when it passes away, and the child tells of its own end.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

using namespace NActors;

struct TEvUploadEnded : TEventLocal<TEvUploadEnded, EventSpaceBegin(TEvents::ES_PRIVATE)> {};

class TUpload : public TActorBootstrapped<TUpload> {
public:
    explicit TUpload(const TActorId& parent) : Parent(parent) {}
    void Bootstrap() { Become(&TThis::StateWork); }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) { cFunc(TEvents::TSystem::Poison, PassAway); }
    }

protected:
    void PassAway() override {
        Send(Parent, new TEvUploadEnded());
        TActorBootstrapped::PassAway();
    }

private:
    const TActorId Parent;
};

class TSession : public TActorBootstrapped<TSession> {
public:
    void Bootstrap() {
        Child = Register(new TUpload(SelfId()));
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            cFunc(TEvUploadEnded::EventType, PassAway);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

protected:
    void PassAway() override {
        Send(Child, new TEvents::TEvPoison());
        TActorBootstrapped::PassAway();
    }

private:
    TActorId Child;
};
