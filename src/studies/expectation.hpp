#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "numeric/scalar.hpp"
#include "report/json.hpp"

namespace laecert::studies {

/// For a word before a long computation: whether the text may be a document that `verify` wrote.
/// Errors: DataError naming the file.
void require_approved(std::string_view text, const std::string& name);

/// What is worse than approved, or other: a line each, in the order of the approved document.
///
/// approved: the text of a JSON report or suite that `verify` wrote; name: its file, for messages. report: the document
/// of today. margin: the share of an approved margin that is enough; a lower bound (a gap) may not fall below that
/// share of the approved one, nor an upper bound rise above the approved one divided by it.
///
/// Guarantee: empty iff each instance, hypothesis, statement, control, manifold and count of the approved document is
///            there, with a verdict at least as strong, as many cases, a margin that is enough (where the verdict is
///            the same), the same rank, dimension, index and nullity, and a value whose enclosure meets the approved
///            one. What is new or stronger is no difference.
/// Errors:    DataError naming the file, where the text is no such document or one of other instances.
std::vector<std::string> worse_than_approved(std::string_view approved, const std::string& name,
                                             const report::Json& report, const numeric::Rational& margin);

}  // namespace laecert::studies
