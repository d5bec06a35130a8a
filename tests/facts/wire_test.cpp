#include "facts/wire.h"
#include "tests/support/catch.h"

namespace dramaturg::test {

TEST_CASE("frames come out whole and in order, however the bytes arrive") {
  const std::string stream = encodeFrame("first") + encodeFrame("") + encodeFrame(std::string(300, 'x'));
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, stream.size()}) {
    FrameDecoder decoder;
    std::vector<std::string> frames;
    for (std::size_t at = 0; at < stream.size(); at += step) {
      decoder.feed(std::string_view(stream).substr(at, step));
      while (auto frame = decoder.next()) frames.push_back(*frame);
    }
    CHECK(frames == std::vector<std::string>{"first", "", std::string(300, 'x')});
    CHECK_FALSE(decoder.inFrame());
    CHECK(decoder.error().empty());
  }
}

TEST_CASE("a stream that ends inside a frame is noticed") {
  FrameDecoder decoder;
  decoder.feed(encodeFrame("hello").substr(0, 6));
  CHECK_FALSE(decoder.next());
  CHECK(decoder.inFrame());
}

TEST_CASE("a frame above the limit ends the stream") {
  FrameDecoder decoder(4);
  decoder.feed(encodeFrame("1234") + encodeFrame("12345"));
  CHECK(decoder.next() == "1234");
  CHECK_FALSE(decoder.next());
  CHECK(decoder.error() == "a frame claims 5 bytes, more than the limit of 4");
  decoder.feed(encodeFrame("ok"));
  CHECK_FALSE(decoder.next());
}

}  // namespace dramaturg::test
