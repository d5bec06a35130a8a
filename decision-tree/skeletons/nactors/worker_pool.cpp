// N workers on the pool for blocking work. Each gets the next job when it has answered; beyond a maximum: an error.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

using namespace NActors;

enum EEv { EvJob = EventSpaceBegin(TEvents::ES_PRIVATE), EvWork, EvDone, EvBusy };
struct TEvJob : TEventLocal<TEvJob, EvJob> {
    std::string File;
};
struct TEvWork : TEventLocal<TEvWork, EvWork> {
    explicit TEvWork(const std::string& file) : File(file) {}
    const std::string File;
};
struct TEvDone : TEventLocal<TEvDone, EvDone> {};
struct TEvBusy : TEventLocal<TEvBusy, EvBusy> {};
IActor* CreateWorker();  // answers each TEvWork with TEvDone, also when it has failed

class TPool : public TActorBootstrapped<TPool> {
public:
    explicit TPool(ui32 ioPool) : IoPool(ioPool) {}
    void Bootstrap() {
        for (int i = 0; i < 4; ++i) {
            Idle.push_back(Register(CreateWorker(), TMailboxType::HTSwap, IoPool));
        }
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvJob, Handle);
            hFunc(TEvDone, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

private:
    void Handle(TEvJob::TPtr& ev) {
        if (Queue.size() == Most) {
            Send(ev->Sender, new TEvBusy(), 0, ev->Cookie);
            return;
        }
        Queue.push_back(ev->Get()->File);
        Feed();
    }
    void Handle(TEvDone::TPtr& ev) {
        Idle.push_back(ev->Sender);
        Feed();
    }
    void Feed() {
        if (Idle.empty() || Queue.empty()) return;
        Send(Idle.back(), new TEvWork(Queue.front()));
        Idle.pop_back();
        Queue.pop_front();
    }
    static constexpr std::size_t Most = 100;
    const ui32 IoPool;
    std::vector<TActorId> Idle;
    std::deque<std::string> Queue;
};
