#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace laecert::report {

/// Validates JSON against the words of JSON Schema that the schemas in reports/schema use; any other word is an error.
class SchemaValidator {
 public:
  using Json = nlohmann::ordered_json;

  explicit SchemaValidator(std::filesystem::path file) : file_(std::move(file)), root_(read(file_)) {}

  /// What breaks the schema, each as "path: rule"; empty: valid.
  [[nodiscard]] std::vector<std::string> errors(const Json& value) const { return check(root_, value, "$"); }

 private:
  using Errors = std::vector<std::string>;

  static Json read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("no schema " + file.string());
    return Json::parse(stream);
  }

  static bool is_of_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    throw std::runtime_error("unknown type " + type);
  }

  static bool has_a_type(const Json& value, const Json& types) {
    if (types.is_string()) return is_of_type(value, types);
    for (const Json& type : types) {
      if (is_of_type(value, type)) return true;
    }
    return false;
  }

  [[nodiscard]] Errors check_reference(const std::string& reference, const Json& value, const std::string& path) const {
    const std::string local = "#/definitions/";
    if (reference.rfind(local, 0) == 0)
      return check(root_.at("definitions").at(reference.substr(local.size())), value, path);
    Errors errors;
    for (const std::string& error : SchemaValidator(file_.parent_path() / reference).errors(value)) {
      errors.push_back(path + " " + error);
    }
    return errors;
  }

  [[nodiscard]] Errors check_members(const Json& schema, const Json& value, const std::string& path) const {
    Errors errors;
    for (const Json& key : schema.value("required", Json::array())) {
      if (!value.contains(key.get<std::string>())) errors.push_back(path + ": needs " + key.get<std::string>());
    }
    const Json properties = schema.value("properties", Json::object());
    const Json others = schema.value("additionalProperties", Json(true));
    for (const auto& [key, member] : value.items()) {
      const Json rule = properties.contains(key) ? properties[key] : others;
      if (rule.is_boolean()) {
        if (!rule.get<bool>()) errors.push_back(path + ": has no " + key);
        continue;
      }
      append(errors, check(rule, member, path + "." + key));
    }
    return errors;
  }

  [[nodiscard]] Errors check_items(const Json& schema, const Json& value, const std::string& path) const {
    Errors errors;
    if (schema.contains("minItems") && value.size() < schema["minItems"]) errors.push_back(path + ": too short");
    if (schema.contains("maxItems") && value.size() > schema["maxItems"]) errors.push_back(path + ": too long");
    for (std::size_t i = 0; i < value.size() && schema.contains("items"); ++i) {
      append(errors, check(schema["items"], value[i], path + "[" + std::to_string(i) + "]"));
    }
    return errors;
  }

  // A word that is not understood would be a rule that is not checked.
  static void require_known_words(const Json& schema) {
    static const std::set<std::string, std::less<>> known{
        "$schema",  "title",    "description", "definitions", "$ref",  "const",   "enum",
        "type",     "required", "properties",  "pattern",     "items", "minimum", "additionalProperties",
        "minItems", "maxItems"};
    for (const auto& [word, rule] : schema.items()) {
      if (!known.contains(word)) throw std::runtime_error("unknown word " + word);
    }
  }

  [[nodiscard]] Errors check(const Json& schema, const Json& value, const std::string& path) const {
    require_known_words(schema);
    if (schema.contains("$ref")) return check_reference(schema["$ref"], value, path);
    Errors errors;
    if (schema.contains("const") && schema["const"] != value) errors.push_back(path + ": const");
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
      errors.push_back(path + ": enum");
    }
    if (schema.contains("type") && !has_a_type(value, schema["type"])) errors.push_back(path + ": type");
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>()))) {
      errors.push_back(path + ": pattern");
    }
    if (schema.contains("minimum") && value.is_number() && value < schema["minimum"])
      errors.push_back(path + ": minimum");
    if (value.is_object()) append(errors, check_members(schema, value, path));
    if (value.is_array()) append(errors, check_items(schema, value, path));
    return errors;
  }

  static void append(Errors& errors, const Errors& more) { errors.insert(errors.end(), more.begin(), more.end()); }

  std::filesystem::path file_;
  Json root_;
};

}  // namespace laecert::report
