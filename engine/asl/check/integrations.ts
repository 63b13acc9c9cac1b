/** How a task waits: for the answer (`r`), for the job (`s`, and `2` for `.sync:2`), for the token (`t`). */
type Patterns = string;

/** The optimized service integrations (Step Functions Developer Guide, "Integrating optimized services"). */
const actions: Readonly<Record<string, Readonly<Record<string, Patterns>>>> = {
  apigateway: { invoke: 'rt' },
  athena: { startQueryExecution: 'rs', stopQueryExecution: 'r', getQueryExecution: 'r', getQueryResults: 'r' },
  batch: { submitJob: 'rs' },
  bedrock: { invokeModel: 'rt', createModelCustomizationJob: 'rs' },
  'bedrock-agentcore': { invokeHarness: 'r', invokeAgentRuntime: 'r' },
  bedrockagentcore: { invokeHarness: 'r', invokeAgentRuntime: 'r' },
  codebuild: {
    startBuild: 'rs',
    stopBuild: 'r',
    batchDeleteBuilds: 'r',
    batchGetReports: 'r',
    startBuildBatch: 'rs',
    stopBuildBatch: 'r',
    retryBuildBatch: 'rs',
    deleteBuildBatch: 'r',
  },
  databrew: { startJobRun: 'rs' },
  dynamodb: { getItem: 'r', putItem: 'r', deleteItem: 'r', updateItem: 'r' },
  ecs: { runTask: 'rst' },
  eks: {
    call: 'rt',
    runJob: 'rs',
    createCluster: 'rs',
    deleteCluster: 'rs',
    createFargateProfile: 'rs',
    deleteFargateProfile: 'rs',
    createNodegroup: 'rs',
    deleteNodegroup: 'rs',
  },
  elasticmapreduce: {
    createCluster: 'rs',
    setClusterTerminationProtection: 'r',
    terminateCluster: 'rs',
    addStep: 'rs',
    cancelStep: 'r',
    modifyInstanceFleetByName: 'r',
    modifyInstanceGroupByName: 'r',
  },
  'emr-containers': { createVirtualCluster: 'r', deleteVirtualCluster: 'rs', startJobRun: 'rs' },
  'emr-serverless': {
    createApplication: 'rs',
    startApplication: 'rs',
    stopApplication: 'rs',
    deleteApplication: 'rs',
    startJobRun: 'rs',
    cancelJobRun: 'rs',
  },
  events: { putEvents: 'rt' },
  glue: { startJobRun: 'rs' },
  http: { invoke: 'r' },
  lambda: { invoke: 'rt' },
  mediaconvert: { createJob: 'rs' },
  sagemaker: {
    createEndpoint: 'r',
    createEndpointConfig: 'r',
    createHyperParameterTuningJob: 'rs',
    createLabelingJob: 'rs',
    createModel: 'r',
    createProcessingJob: 'rs',
    createTrainingJob: 'rs',
    createTransformJob: 'rs',
    updateEndpoint: 'r',
  },
  sns: { publish: 'rt' },
  sqs: { sendMessage: 'rt' },
  states: { startExecution: 'rs2t' },
};

const marks: Readonly<Record<string, string>> = { '': 'r', '.sync': 's', '.sync:2': '2', '.waitForTaskToken': 't' };

export interface Integration {
  service: string;
  action: string;
  pattern: '' | '.sync' | '.sync:2' | '.waitForTaskToken';
}

/** Whether the service has the action, and the action the pattern. */
export function isSupported({ service, action, pattern }: Integration): boolean {
  if (service.startsWith('aws-sdk:'))
    return (
      /^aws-sdk:[a-z][a-z0-9]*$/.test(service) && /^[a-z][A-Za-z0-9]*$/.test(action) && !pattern.startsWith('.sync')
    );
  if (!Object.hasOwn(actions, service)) return false;
  const patterns = actions[service] as Readonly<Record<string, Patterns>>;
  return Object.hasOwn(patterns, action) && (patterns[action] as Patterns).includes(marks[pattern] as string);
}

/** Parameters that AWS misses when the definition is made, by `service:action`. */
const required: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:deleteItem': ['TableName', 'Key'],
  'dynamodb:getItem': ['TableName', 'Key'],
  'dynamodb:putItem': ['TableName', 'Item'],
  'dynamodb:updateItem': ['TableName', 'Key'],
  'ecs:runTask': ['TaskDefinition'],
  'events:putEvents': ['Entries'],
  'glue:startJobRun': ['JobName'],
  'lambda:invoke': ['FunctionName'],
  'sns:publish': ['Message'],
  'sqs:sendMessage': ['QueueUrl', 'MessageBody'],
  'states:startExecution': ['StateMachineArn'],
};

export function requiredParameters({ service, action }: Integration): readonly string[] {
  return required[`${service}:${action}`] ?? [];
}
