/**
 * A small reference in the form of the converted book, written for the tests: one action, one action without an answer, two data
 * types, and the usual damage (headings of any level, bold or not, page links in and out of it, escaped links, a list cut in two).
 */
export const miniReference = `
# **A Reference**

**API Version 2020-02-02**

# Table of Contents

| | |
|---|---|
| Welcome ..... | 1 |
| Actions ..... | 2 |
| CountSheep ..... | 3 |
| Request Syntax ..... | 3 |
| Request Parameters ..... | 3 |
| Response Syntax ..... | 4 |
| Response Elements ..... | 4 |
| Errors ..... | 5 |
| See Also ..... | 5 |

|  |  |
|--|--|
| ShearSheep ..... | 6 |
| Request Syntax ..... | 6 |
| Request Parameters ..... | 6 |
| Response Elements ..... | 6 |
| Errors ..... | 6 |
| See Also ..... | 6 |
| Data Types ..... | 7 |
| Sheep ..... | 8 |
| Contents ..... | 8 |
| See Also ..... | 8 |
| Wool ..... | 9 |
| Contents ..... | 9 |
| See Also ..... | 9 |
| Common Parameters ..... | 10 |
| Common Errors ..... | 11 |

# Welcome

Sheep as a service.

This document was last published on February 3, 2020.

# Actions

The following actions are supported:

- [CountSheep](#) (p. 3)
- [ShearSheep](#) (p. 6)

# CountSheep

Counts them.

**Note**

They move.

## Request Syntax

\`\`\`
{
  "atMost": number,
  "name": "string",
  "slowly": boolean
}
\`\`\`

### Request Parameters

For information about the parameters that are common to all actions, see [Common Parameters \\(p. 10\\)](#).

The request accepts the following data in JSON format.

#### **atMost (p. 3)**

Where to stop.

Type: Integer

Valid Range: Minimum value of 1. Maximum value of 99.

Required: No

**name** (p. 3)

Which ones. Not those with:

- wool in *their* eyes

Type: String

Length Constraints: Minimum length of 1. Maximum length of 80.

Required: Yes

### [slowly \\(p. 3\\)](#)

Type: Boolean

Required: No

## Response Syntax

\`\`\`
{
  "sheep": [
    {
      "born": number,
      "wool": {
        "colour": "string"
      }
    }
  ]
}
\`\`\`

## Response Elements

If the action is successful, the service sends back an HTTP 200 response. The following data is returned in JSON format by the service.

### sheep (p. 4)

Type: array of [Sheep \\(p. 8\\)](#) objects

## Errors

For information about the errors that are common to all actions, see [Common Errors](#) (p. 11).

**FellAsleep**

HTTP Status Code: 400

### **NoSheep**

None there.

HTTP Status Code: 404

## See Also

For more information about using this API in one of the language-specific AWS SDKs, see the following:

- [AWS SDK for C++](#)

- [AWS SDK for Go](#)

## ShearSheep

### Request Syntax

\`\`\`
{
  "name": "string"
}
\`\`\`

### Request Parameters

The request accepts the following data in JSON format.

### **name** (p. 6)

Type: String

Length Constraints: Maximum length of 80.

Required: Yes

### Response Elements

If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body.

### Errors

For information about the errors that are common to all actions, see [Common Errors](#) (p. 11).

**NoSheep**

HTTP Status Code: 404

### See Also

For more information about using this API in one of the language-specific AWS SDKs, see the following:

- [AWS SDK for Go](#)

# Data Types

They are these.

- [Sheep](#) (p. 8)
- [Wool](#) (p. 9)

# Sheep

## Contents

### **born**

Type: Timestamp

Required: Yes

### **wool**

Type: [Wool](#) (p. 9) object

Required: No

## See Also

For more information about using this API in one of the language-specific AWS SDKs, see the following:

- [AWS SDK for Go](#)

# Wool

## Contents

### **colour**

Type: String

Valid Values: \`WHITE\` | \`BLACK\`

Required: No

## See Also

For more information about using this API in one of the language-specific AWS SDKs, see the following:

- [AWS SDK for Go](#)

# Common Parameters

**X-Sheep-Date**

When, such as:

\`\`\`
20200203T000000Z.
\`\`\`

Condition: only at night.

Type: string

Required: Conditional

# Common Errors

**Wolf**

HTTP Status Code: 500
`;

/** The 1-based line of the first line that is this text, from a given text on. */
export function lineOf(text: string, wanted: string, after = ''): number {
  const lines = text.split('\n');
  const start = after === '' ? 0 : lines.indexOf(after);
  const index = lines.indexOf(wanted, start);
  if (start < 0 || index < 0) throw new Error(`There is no line "${start < 0 ? after : wanted}".`);
  return index + 1;
}
