// Work on a thread that the owner joins. Its failure is thrown where the result is used.
#include <future>
#include <thread>
#include <utility>
#include <vector>

using Image = std::vector<unsigned char>;
Image decode(const Image& file);

class Decoder {
 public:
  explicit Decoder(Image file) {
    std::packaged_task<Image()> work([input = std::move(file)] { return decode(input); });
    result_ = work.get_future();
    thread_ = std::jthread(std::move(work));
  }
  /// Throws what the work has thrown. For the thread that started it, once.
  Image finish() { return result_.get(); }

 private:
  std::future<Image> result_;
  std::jthread thread_;
};
