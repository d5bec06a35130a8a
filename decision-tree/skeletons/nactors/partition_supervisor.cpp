// N equal actors. The hash of the key selects one, at the one place that sends.
#include <ydb/library/actors/core/actor_bootstrapped.h>
#include <ydb/library/actors/core/event_local.h>
#include <ydb/library/actors/core/hfunc.h>

#include <functional>
#include <string>
#include <vector>

using namespace NActors;

struct TEvTake : TEventLocal<TEvTake, EventSpaceBegin(TEvents::ES_PRIVATE)> {
    explicit TEvTake(const std::string& article) : Article(article) {}
    const std::string Article;
};
IActor* CreateStock();

class TStocks : public TActorBootstrapped<TStocks> {
public:
    void Bootstrap() {
        for (int i = 0; i < 8; ++i) {
            Parts.push_back(Register(CreateStock()));
        }
        Become(&TThis::StateWork);
    }

    STFUNC(StateWork) {
        switch (ev->GetTypeRewrite()) {
            hFunc(TEvTake, Handle);
            cFunc(TEvents::TSystem::Poison, PassAway);
        }
    }

protected:
    void PassAway() override {
        for (const TActorId& part : Parts) {
            Send(part, new TEvents::TEvPoison());
        }
        TActorBootstrapped::PassAway();
    }

private:
    void Handle(TEvTake::TPtr& ev) {
        const auto part = std::hash<std::string>()(ev->Get()->Article) % Parts.size();
        Send(Parts[part], new TEvTake(ev->Get()->Article), 0, ev->Cookie);
    }
    std::vector<TActorId> Parts;
};
