/** The release that the adapter installs unless told otherwise. */
export const VERSION = '2026.3.0';

/**
 * What that release is installed with. It leaves most of its own requirements open, and newer ones break it: cbor2 6 lacks a
 * module that it imports, pyOpenSSL 26 a function that it calls. So all of them are fixed, as they were when it ran.
 */
const LOCKED: readonly string[] = `
  airspeed_ext==0.6.9 annotated-types==0.8.0 antlr4-python3-runtime==4.13.2 apispec==6.10.1 asn1crypto==1.5.1
  attrs==26.1.0 aws-sam-translator==1.115.0 aws-xray-sdk==2.15.0 awscli==1.44.62 awscrt==0.38.1 boto3==1.42.72
  botocore==1.42.72 cachetools==8.0.1 cbor2==5.8.0 certifi==2026.10.18 cffi==2.1.1 cfn-lint==1.58.0
  charset-normalizer==3.5.2 click==8.5.1 colorama==0.4.6 constantly==23.10.4 crontab==1.0.5 cryptography==46.0.7
  decorator==5.3.1 dill==0.3.6 dnslib==0.9.26 dnspython==2.9.2 docker==7.2.0 docutils==0.19 Events==0.5
  graphql-core==3.3.2 grpcio==1.85.1 h11==0.16.0 h2==4.4.1 hpack==4.2.0 Hypercorn==0.18.0 hyperframe==6.1.0
  hyperlink==21.0.0 idna==3.20 Incremental==24.11.0 isodate==0.7.2 Jinja2==3.1.6 jmespath==1.1.0 joserfc==1.8.0
  jpype1==1.6.0 jsonpatch==1.47 jsonpath-ng==1.7.0 jsonpath-rw==1.4.0 jsonpointer==3.12 jsonschema==4.26.0
  jsonschema-path==0.3.4 jsonschema-specifications==2025.9.1 kclpy-ext==3.1.3.post4 lazy-object-proxy==1.13.0
  localstack-twisted==25.5.0 markdown-it-py==4.3.0 MarkupSafe==3.0.4 mdurl==0.1.2 more-itertools==11.2.1
  moto-ext==5.1.25 mpmath==1.3.0 multipart==2.0.1 networkx==3.7 openapi-core==0.22.0 openapi-schema-validator==0.6.3
  openapi-spec-validator==0.7.2 opensearch-protobufs==1.2.0 opensearch-py==3.2.0 packaging==26.3 pathable==0.4.4
  plux==1.14.0 ply==3.11 priority==1.3.0 protobuf==7.36.2 psutil==7.2.2 py-partiql-parser==0.6.3 pyasn1==0.6.5
  pycparser==3.12 pydantic==2.13.5 pydantic_core==2.46.5 Pygments==2.21.0 pymongo==4.20.0 pyOpenSSL==25.3.0
  pyparsing==3.3.3 python-dateutil==2.9.0.post0 python-dotenv==1.2.4 PyYAML==6.0.3 readerwriterlock==1.0.10
  referencing==0.36.2 regex==2026.11.15 requests==2.34.2 requests-aws4auth==1.4.0 responses==0.26.3
  rfc3339-validator==0.1.4 rich==15.0.0 rolo==0.8.1 rpds-py==2026.9.1 rsa==4.7.2 s3transfer==0.16.1 semver==3.1.1
  six==1.17.0 sympy==1.14.0 typing-inspection==0.4.5 typing_extensions==4.16.0 urllib3==2.8.0 Werkzeug==3.1.9
  wrapt==2.5.2 wsproto==1.3.2 xmltodict==1.0.4 zope.interface==8.7
`
  .trim()
  .split(/\s+/);

/** Of other releases only what is known to break them is held back. */
const HELD_BACK: readonly string[] = ['cbor2<6', 'pyopenssl<26', 'jpype1==1.6.0'];

/** What pip is asked for, to get a release that runs. */
export function requirements(version: string): readonly string[] {
  return [`localstack-core[runtime]==${version}`, ...(version === VERSION ? LOCKED : HELD_BACK)];
}
