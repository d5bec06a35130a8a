// Tells dramaturg what code of your own is to actors, where no library profile can know it.
//
//   class DRAMATURG_ACTOR printer {
//    public:
//     DRAMATURG_CAST void print(sheet);         // queues it, and comes back at once
//     DRAMATURG_CALL std::size_t waiting();     // queues a question, and waits for the answer
//    private:
//     DRAMATURG_HANDLER void on_print(sheet);   // runs in the actor's turn
//   };
//   DRAMATURG_BLOCKS void feed(sheet);          // the thread waits in it
//
// A message is known by the types of its parameters: `print(sheet)` is handled by `on_print(sheet)`.
// The macros are nothing to compilers other than Clang.
#ifndef DRAMATURG_ANNOTATE_HPP
#define DRAMATURG_ANNOTATE_HPP

#if defined(__clang__)
#define DRAMATURG_ANNOTATE(what) [[clang::annotate("dramaturg::" what)]]
#else
#define DRAMATURG_ANNOTATE(what)
#endif

// --- classes

/// One message at a time; who else runs on its thread is not known.
#define DRAMATURG_ACTOR DRAMATURG_ANNOTATE("actor")
/// ... on a thread of its own.
#define DRAMATURG_ACTOR_WITH_THREAD DRAMATURG_ANNOTATE("actor placement: own-thread")
/// ... on threads that it shares with other actors.
#define DRAMATURG_ACTOR_ON_POOL DRAMATURG_ANNOTATE("actor placement: shared-pool")

// --- methods of such classes

/// Runs in the actor's turn, for the message of its parameters.
#define DRAMATURG_HANDLER DRAMATURG_ANNOTATE("handler")
/// Sends the object a message of its parameters, and does not wait.
#define DRAMATURG_CAST DRAMATURG_ANNOTATE("cast declared: true")
/// Sends the object a message of its parameters, and waits for the answer without a limit.
#define DRAMATURG_CALL DRAMATURG_ANNOTATE("ask declared: true, style: blocking, waits-for-ever: true")
/// ... for as long as its argument with this number says; the first is 0.
#define DRAMATURG_CALL_WITHIN(argument) DRAMATURG_ANNOTATE("ask declared: true, style: blocking, timeout: " #argument)

// --- functions

/// Keeps its thread for something outside of the program.
#define DRAMATURG_BLOCKS DRAMATURG_ANNOTATE("block block: library")
/// Computes for long.
#define DRAMATURG_COMPUTES DRAMATURG_ANNOTATE("compute")

#endif
