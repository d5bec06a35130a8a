#include "extract/serve.h"

#include "extract/descriptors.h"
#include "extract/extract.h"
#include "facts/binary.h"
#include "facts/wire.h"

#include <string_view>

namespace dramaturg {
namespace {

Outcome answer(std::string_view bytes, const std::string& resourceDir) {
  const Decoded<Job> job = fromBinary<Job>(bytes);
  if (job) return extractUnit(*job.value, resourceDir, /*last=*/true);
  Outcome failed;
  failed.error = job.error;
  return failed;
}

}  // namespace

bool serveJob(int in, int out, const std::string& resourceDir) {
  FrameReader frames(in);
  const auto frame = frames.next();
  return frame ? writeAll(out, encodeFrame(toBinary(answer(*frame, resourceDir)))) : !frames.broken();
}

}  // namespace dramaturg
