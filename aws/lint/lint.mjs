// Usage: node aws/lint/lint.mjs TEMPLATE
//
// Holds a CloudFormation template against AWS's own description of its resources, as the CDK carries it: types, properties,
// what is required, plain values' types, attributes; and that all that is referred to is there, and all that is there is
// referred to. A fault a line; exit code 1 when there is one.

import { readFileSync } from "node:fs";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import { parse } from "yaml";

const PSEUDO = ["AccountId", "NoValue", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix"];
const FUNCTIONS = ["And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "If", "ImportValue", "Join", "Not", "Or",
  "Select", "Split", "Sub"];
const RESOURCE_PARTS = ["Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata",
  "CreationPolicy", "UpdatePolicy"];

const customTags = ["Ref", "Condition", "GetAtt", ...FUNCTIONS].flatMap(name => {
  const key = name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
  const tag = `!${name}`;
  return [
    { tag, resolve: text => ({ [key]: name === "GetAtt" ? [text.split(".")[0], text.split(".").slice(1).join(".")] : text }) },
    { tag, collection: "seq", resolve: items => ({ [key]: items.toJSON() }) },
    { tag, collection: "map", resolve: items => ({ [key]: items.toJSON() }) },
  ];
});

const spec = loadAwsServiceSpecSync();
const faults = [];
const used = new Set();
const template = parse(readFileSync(process.argv[2], "utf8"), { customTags });
const { Parameters = {}, Conditions = {}, Resources = {}, Outputs = {} } = template;

const fault = (where, what) => faults.push(`${where}: ${what}`);
const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const describe = type => spec.lookup("resource", "cloudFormationType", "equals", type)[0];

/** The name and argument of an intrinsic function, or nothing. */
function intrinsic(value) {
  const [key, ...others] = isObject(value) ? Object.keys(value) : [];
  return others.length === 0 && (key === "Ref" || key?.startsWith("Fn::")) ? [key, value[key]] : undefined;
}

// --- What is referred to -----------------------------------------------------------------------------------------------

function refer(where, name, attribute) {
  used.add(name);
  if (name.startsWith("AWS::")) {
    PSEUDO.includes(name.slice(5)) || fault(where, `there is no ${name}`);
  } else if (name in Resources) {
    const attributes = describe(Resources[name].Type)?.attributes ?? {};
    if (attribute && !(attribute in attributes)) {
      fault(where, `${name} has no attribute ${attribute}`);
    }
  } else if (!(name in Parameters) || attribute) {
    fault(where, `there is no ${name}`);
  }
}

function condition(where, name) {
  used.add(name);
  name in Conditions || fault(where, `there is no condition ${name}`);
}

function references(where, value) {
  if (Array.isArray(value)) {
    value.forEach((item, i) => references(`${where}[${i}]`, item));
    return;
  }
  if (!isObject(value)) {
    return;
  }
  const [name, argument] = intrinsic(value) ?? [];
  if (name === "Ref") {
    refer(where, argument);
  } else if (name === "Fn::GetAtt") {
    refer(where, ...argument);
  } else if (name === "Fn::Sub") {
    const [text, values] = [argument].flat();
    for (const [, reference] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
      if (!values || !(reference in values)) {
        refer(where, reference.split(".")[0], reference.split(".").slice(1).join(".") || undefined);
      }
    }
    references(where, values);
  } else {
    if (name === "Fn::If") {
      condition(where, argument[0]);
    }
    Object.entries(value).forEach(([key, inner]) => references(`${where}.${key}`, inner));
  }
}

// --- What is written ---------------------------------------------------------------------------------------------------

function properties(where, given, expected) {
  for (const [name, property] of Object.entries(expected)) {
    if (property.required && !(name in given)) {
      fault(where, `${name} is required`);
    }
  }
  for (const [name, value] of Object.entries(given)) {
    name in expected ? check(`${where}.${name}`, value, expected[name].type) : fault(where, `there is no property ${name}`);
  }
}

const PLAIN = {
  string: value => !isObject(value) && !Array.isArray(value),
  "date-time": value => typeof value === "string",
  boolean: value => [true, false, "true", "false"].includes(value),
  integer: value => /^-?\d+$/.test(String(value)),
  number: value => value !== "" && !Number.isNaN(Number(value)),
};

/** CloudFormation takes numbers and booleans for strings and the other way round. */
function check(where, value, type) {
  const [name, argument] = intrinsic(value) ?? [];
  if (name === "Fn::If") {
    argument.slice(1).forEach(branch => check(where, branch, type));
  } else if (name || type.type === "json") {
    return;
  } else if (type.type === "ref") {
    isObject(value)
      ? properties(where, value, spec.get("typeDefinition", type.reference.$ref).properties)
      : fault(where, "is no object");
  } else if (type.type === "array") {
    Array.isArray(value)
      ? value.forEach((item, i) => check(`${where}[${i}]`, item, type.element))
      : fault(where, "is no list");
  } else if (type.type === "map") {
    isObject(value)
      ? Object.entries(value).forEach(([key, item]) => check(`${where}.${key}`, item, type.element))
      : fault(where, "is no map");
  } else if (type.type === "tag") {
    properties(where, value, { Key: { required: true, type: { type: "string" } }, Value: { required: true, type: { type: "string" } } });
  } else if (type.type === "union") {
    const before = faults.length;
    const tries = type.types.map(each => {
      check(where, value, each);
      return faults.splice(before);
    });
    faults.push(...tries.sort((one, other) => one.length - other.length)[0]);
  } else if (!PLAIN[type.type]) {
    fault(where, `the lint does not know the type ${type.type}`);
  } else if (!PLAIN[type.type](value)) {
    fault(where, `${JSON.stringify(value)} is no ${type.type}`);
  }
}

for (const [name, resource] of Object.entries(Resources)) {
  Object.keys(resource).filter(part => !RESOURCE_PARTS.includes(part)).forEach(part => fault(name, `there is no ${part}`));
  const description = describe(resource.Type);
  if (!description) {
    fault(name, `there is no type ${resource.Type}`);
    continue;
  }
  properties(name, resource.Properties ?? {}, description.properties);
  references(name, resource.Properties);
  [resource.DependsOn ?? []].flat().forEach(other => other in Resources || fault(name, `there is no ${other} to depend on`));
  if (resource.Condition) {
    condition(name, resource.Condition);
  }
}
for (const [name, output] of Object.entries(Outputs)) {
  references(name, output.Value);
  if (output.Condition) {
    condition(name, output.Condition);
  }
}
references("Conditions", Conditions);
[...Object.keys(Parameters), ...Object.keys(Conditions)].filter(name => !used.has(name)).forEach(name => fault(name, "is not used"));

faults.forEach(line => console.log(line));
process.exitCode = faults.length === 0 ? 0 : 1;
