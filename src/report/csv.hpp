#pragma once

#include <string>
#include <vector>

#include "report/report.hpp"

/// Tables of manifolds as CSV (RFC 4180, but lines ended by a newline alone), one manifold a row below a header.
///
/// An index set is "{1,3}", a rank vector "(2,0,1)" or empty where there is none; a number is a decimal or p/q, empty
/// where it is unknown.
namespace laecert::report {

/// All manifolds of the report: what was decided beside what was predicted, under
/// loss,index_set,rank_vector,rank,dimension,index,nullity,value,radius,point,inertia,predicted_index,predicted_nullity,
/// predicted_value.
std::string to_csv(const Report& report);

/// Manifolds as predicted, under loss,index_set,rank_vector,rank,dimension,index,nullity,value,radius.
std::string predicted_csv(const std::vector<Manifold>& manifolds);

}  // namespace laecert::report
