/// \file
/// What a C++ program needs in a page beyond its standard library. There is nothing that catches an
/// exception: what stops the program hands a sentence to the page, which throws it as an error of its own.
#include <cstdarg>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <typeinfo>

/// The page throws an Error with this text.
extern "C" [[noreturn, clang::import_module("page"), clang::import_name("stop")]] void stop(
    const char* text);

// How the C++ ABI describes a class with one base; libc++abi has it, and no header declares it.
namespace __cxxabiv1 {

struct __class_type_info : std::type_info {
  ~__class_type_info() override;
};

struct __si_class_type_info : __class_type_info {
  ~__si_class_type_info() override;
  const __class_type_info* __base_type;
};

}  // namespace __cxxabiv1

namespace {

bool is_exception(const std::type_info* type) {
  while (*type != typeid(std::exception)) {
    const auto* derived = dynamic_cast<const __cxxabiv1::__si_class_type_info*>(type);
    if (derived == nullptr) return false;
    type = derived->__base_type;
  }
  return true;
}

}  // namespace

extern "C" {

void* __cxa_allocate_exception(std::size_t size) noexcept { return operator new(size); }

[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void (*)(void*)) {
  if (is_exception(type)) stop(static_cast<std::exception*>(thrown)->what());
  if (*type == typeid(const char*)) stop(*static_cast<const char**>(thrown));
  stop("It throws something that is not a std::exception, and so has no text to show.");
}

[[noreturn]] void __assert_fail(const char* condition, const char* file, int line, const char*) {
  static std::string text;  // Static: nothing destroys what a stop leaves behind.
  text = std::string(file) + ":" + std::to_string(line) + ": this should hold: " + condition;
  stop(text.c_str());
}

void abort() { stop("It calls abort()."); }

}  // extern "C"

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) stop("There is no memory left.");
  return memory;
}

// What libc++ itself finds, such as an index that is too large. Its formats have nothing but %s; printf, which
// knows them all, would be a quarter of an engine.
[[noreturn]] void stop_with(const char* format, std::va_list values) {
  static std::string text;
  for (; *format != '\0'; ++format) {
    if (format[0] == '%' && format[1] == 's') {
      text += va_arg(values, const char*);
      ++format;
    } else {
      text += *format;
    }
  }
  stop(text.c_str());
}

_LIBCPP_BEGIN_NAMESPACE_STD
[[noreturn]] void __libcpp_verbose_abort(const char* format, ...) {
  std::va_list values;
  va_start(values, format);
  stop_with(format, values);
}
_LIBCPP_END_NAMESPACE_STD

// What its ABI library finds, such as a pure virtual function that is called.
extern "C" [[noreturn]] void abort_message(const char* format, ...) {
  std::va_list values;
  va_start(values, format);
  stop_with(format, values);
}
