// Operations of the services of aws-sdk 2: every method of a service that is not its own machinery takes a callback, or gives a request.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Classes of clients/all.js in aws-sdk 2.1692.0; a service alone is loaded by its name in small letters. */
const SERVICES = `
  ACM APIGateway ApplicationAutoScaling AppStream AutoScaling Batch Budgets CloudDirectory CloudFormation CloudFront CloudHSM CloudSearch CloudSearchDomain
  CloudTrail CloudWatch CloudWatchEvents CloudWatchLogs CodeBuild CodeCommit CodeDeploy CodePipeline CognitoIdentity CognitoIdentityServiceProvider CognitoSync
  ConfigService CUR DataPipeline DeviceFarm DirectConnect DirectoryService Discovery DMS DynamoDB DynamoDBStreams EC2 ECR ECS EFS ElastiCache ElasticBeanstalk ELB
  ELBv2 EMR ES ElasticTranscoder Firehose GameLift Glacier Health IAM ImportExport Inspector Iot IotData Kinesis KinesisAnalytics KMS Lambda LexRuntime Lightsail
  MachineLearning MarketplaceCommerceAnalytics MarketplaceMetering MTurk MobileAnalytics OpsWorks OpsWorksCM Organizations Pinpoint Polly RDS Redshift Rekognition
  ResourceGroupsTaggingAPI Route53 Route53Domains S3 S3Control ServiceCatalog SES Shield SimpleDB SMS Snowball SNS SQS SSM StorageGateway StepFunctions STS
  Support SWF XRay WAF WAFRegional WorkDocs WorkSpaces LexModelBuildingService MarketplaceEntitlementService Athena Greengrass DAX MigrationHub CloudHSMV2 Glue
  Pricing CostExplorer MediaConvert MediaLive MediaPackage MediaStore MediaStoreData AppSync GuardDuty MQ Comprehend IoTJobsDataPlane KinesisVideoArchivedMedia
  KinesisVideoMedia KinesisVideo SageMakerRuntime SageMaker Translate ResourceGroups Cloud9 ServerlessApplicationRepository ServiceDiscovery WorkMail
  AutoScalingPlans TranscribeService Connect ACMPCA FMS SecretsManager IoTAnalytics IoT1ClickDevicesService IoT1ClickProjects PI Neptune MediaTailor EKS DLM
  Signer Chime PinpointEmail RAM Route53Resolver PinpointSMSVoice QuickSight RDSDataService Amplify DataSync RoboMaker Transfer GlobalAccelerator
  ComprehendMedical KinesisAnalyticsV2 MediaConnect FSx SecurityHub AppMesh LicenseManager Kafka ApiGatewayManagementApi ApiGatewayV2 DocDB Backup WorkLink
  Textract ManagedBlockchain MediaPackageVod GroundStation IoTThingsGraph IoTEvents IoTEventsData Personalize PersonalizeEvents PersonalizeRuntime
  ApplicationInsights ServiceQuotas EC2InstanceConnect EventBridge LakeFormation ForecastService ForecastQueryService QLDB QLDBSession WorkMailMessageFlow
  CodeStarNotifications SavingsPlans SSO SSOOIDC MarketplaceCatalog DataExchange SESV2 MigrationHubConfig ConnectParticipant AppConfig IoTSecureTunneling WAFV2
  ElasticInference Imagebuilder Schemas AccessAnalyzer CodeGuruReviewer CodeGuruProfiler ComputeOptimizer FraudDetector Kendra NetworkManager Outposts
  AugmentedAIRuntime EBS KinesisVideoSignalingChannels Detective CodeStarconnections Synthetics IoTSiteWise Macie2 CodeArtifact IVS Braket IdentityStore Appflow
  RedshiftData SSOAdmin TimestreamQuery TimestreamWrite S3Outposts DataBrew ServiceCatalogAppRegistry NetworkFirewall MWAA AmplifyBackend AppIntegrations
  ConnectContactLens DevOpsGuru ECRPUBLIC LookoutVision SageMakerFeatureStoreRuntime CustomerProfiles AuditManager EMRcontainers HealthLake SagemakerEdge Amp
  GreengrassV2 IotDeviceAdvisor IoTFleetHub IoTWireless Location WellArchitected LexModelsV2 LexRuntimeV2 Fis LookoutMetrics Mgn LookoutEquipment Nimble Finspace
  Finspacedata SSMContacts SSMIncidents ApplicationCostProfiler AppRunner Proton Route53RecoveryCluster Route53RecoveryControlConfig Route53RecoveryReadiness
  ChimeSDKIdentity ChimeSDKMessaging SnowDeviceManagement MemoryDB OpenSearch KafkaConnect VoiceID Wisdom Account CloudControl Grafana Panorama ChimeSDKMeetings
  Resiliencehub MigrationHubStrategy AppConfigData Drs MigrationHubRefactorSpaces Evidently Inspector2 Rbin RUM BackupGateway IoTTwinMaker WorkSpacesWeb
  AmplifyUIBuilder Keyspaces Billingconductor PinpointSMSVoiceV2 Ivschat ChimeSDKMediaPipelines EMRServerless M2 ConnectCampaigns RedshiftServerless RolesAnywhere
  LicenseManagerUserSubscriptions PrivateNetworks SupportApp ControlTower IoTFleetWise MigrationHubOrchestrator ConnectCases ResourceExplorer2 Scheduler
  ChimeSDKVoice SsmSap OAM ARCZonalShift Omics OpenSearchServerless SecurityLake SimSpaceWeaver DocDBElastic SageMakerGeospatial CodeCatalyst Pipes
  SageMakerMetrics KinesisVideoWebRTCStorage LicenseManagerLinuxSubscriptions KendraRanking CleanRooms CloudTrailData Tnb InternetMonitor IVSRealTime VPCLattice
  OSIS MediaPackageV2 PaymentCryptography PaymentCryptographyData CodeGuruSecurity VerifiedPermissions AppFabric MedicalImaging EntityResolution
  ManagedBlockchainQuery Neptunedata PcaConnectorAd Bedrock BedrockRuntime DataZone LaunchWizard TrustedAdvisor InspectorScan BCMDataExports CostOptimizationHub
  EKSAuth FreeTier Repostspace WorkSpacesThinClient B2bi BedrockAgent BedrockAgentRuntime QBusiness QConnect CleanRoomsML MarketplaceAgreement
  MarketplaceDeployment NetworkMonitor SupplyChain Artifact Chatbot TimestreamInfluxDB CodeConnections Deadline ControlCatalog Route53Profiles MailManager
  TaxSettings ApplicationSignals PcaConnectorScep AppTest QApps SSMQuickSetup PCS
`.trim().split(/\s+/);

/** Methods that send nothing, or give no request: read off lib/service.js, lib/services/s3.js, lib/dynamodb/document_client.js, lib/sequential_executor.js. */
const OWN = ['getSignedUrl', 'getSignedUrlPromise', 'createPresignedPost', 'createSet', 'customizeRequests', 'setupRequestListeners', 'addAllRequestListeners', 'defineService', 'on', 'onAsync', 'addListener', 'addListeners', 'addNamedListener', 'addNamedListeners', 'addNamedAsyncListener', 'removeListener', 'removeAllListeners', 'emit', 'emitEvent', 'callListeners', 'requestBucketRegion', 'updateReqBucketRegion'];

/** Read off aws-sdk 2.1692.0 (lib/service.js, lib/request.js, lib/s3/managed_upload.js). Where it fails the callback gets null for the data. */
export const awsSdk: ErrorFirstModule = {
  specifiers: ['aws-sdk', ...SERVICES.map((name) => `aws-sdk/clients/${name.toLowerCase()}`)],
  selves: ['default'],
  promises: { from: '2.3', before: '3.0' },
  gives: { ...Object.fromEntries(SERVICES.map((name) => [`${name}()`, 'Service()'])), '()': 'Service()', 'DynamoDB.DocumentClient()': 'Service()', 'DocumentClient()': 'Service()' },
  except: OWN,
  functions: { 'Service().*': { takes: 0, to: '', form: 'omit', partial: true, handle: true, suffix: '.promise()' } },
};
