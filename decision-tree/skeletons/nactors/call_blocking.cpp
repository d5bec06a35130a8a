// A thread of one's own may wait for an answer, with a limit. For main, tools and tests; without one it waits for ever.
#include <ydb/library/actors/core/actorsystem.h>
#include <ydb/library/actors/core/event_local.h>

using namespace NActors;

enum EEv { EvGetBalance = EventSpaceBegin(TEvents::ES_PRIVATE), EvBalance };
struct TEvGetBalance : TEventLocal<TEvGetBalance, EvGetBalance> {};
struct TEvBalance : TEventLocal<TEvBalance, EvBalance> {
    long Amount = 0;
};
const TDuration BalanceLimit = TDuration::Seconds(2);

/// Throws when there was no answer in time.
long BalanceOf(TActorSystem& system, const TActorId& account) {
    auto answer = system.Ask<TEvBalance>(account, new TEvGetBalance(), BalanceLimit);
    return answer.GetValueSync()->Amount;
}
