#pragma once

// Makes the default precision of Boost's mpfr numbers one per thread. Include before any header of
// Boost.Multiprecision.
//
// Boost 1.74 keeps it in one `static detail::precision_type` for the whole process, so a task that sets its precision
// would change the numbers of every other task, and a report would depend on the number of jobs. That type is replaced
// here by one of the same interface whose value lives in the thread. Newer versions of Boost keep one per thread
// themselves.
#include <boost/version.hpp>

#if BOOST_VERSION <= 107400

#ifdef BOOST_MT_ATOMIC_DETAIL_HPP
#error "numeric/boost_precision.hpp must come before the headers of Boost.Multiprecision"
#endif

#define precision_type process_wide_precision_type
#include <boost/multiprecision/detail/atomic.hpp>
#undef precision_type

namespace boost::multiprecision::detail {

/// The decimal digits of new numbers in this thread; 50 until set, as in Boost.
class precision_type {
 public:
  explicit precision_type(unsigned /*digits*/) {}
  operator unsigned() const { return digits_; }
  precision_type& operator=(unsigned digits) {
    digits_ = digits;
    return *this;
  }

 private:
  static inline thread_local unsigned digits_ = 50;
};

}  // namespace boost::multiprecision::detail

#endif
