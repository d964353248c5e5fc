// The part of SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS) that is written here, as types.

export interface SarifMessage {
  readonly text: string;
}

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifArtifactLocation {
  readonly uri: string;
  readonly uriBaseId: '%SRCROOT%';
}

export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: SarifArtifactLocation; readonly region: Pick<SarifRegion, 'startLine'> | SarifRegion };
  readonly logicalLocations?: readonly { readonly name: string; readonly kind: 'function' }[];
  readonly message?: SarifMessage;
}

export interface SarifReplacement {
  readonly deletedRegion: SarifRegion;
  readonly insertedContent?: SarifMessage;
}

export interface SarifFix {
  readonly description: SarifMessage;
  readonly artifactChanges: readonly { readonly artifactLocation: SarifArtifactLocation; readonly replacements: readonly SarifReplacement[] }[];
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly { readonly location: SarifLocation }[] }[] }[];
  readonly fixes?: readonly SarifFix[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string | number>>;
}

export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage;
  readonly defaultConfiguration: { readonly level: SarifResult['level'] };
}

export interface SarifNotification {
  readonly level: 'error';
  readonly message: SarifMessage;
  readonly descriptor: { readonly id: string };
  readonly locations: readonly SarifLocation[];
}

export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly semanticVersion: string; readonly rules: readonly SarifRule[]; readonly notifications?: readonly { readonly id: string }[] } };
      readonly columnKind: 'utf16CodeUnits';
      readonly originalUriBaseIds: Readonly<Record<string, { readonly description: SarifMessage }>>;
      readonly artifacts: readonly { readonly location: SarifArtifactLocation; readonly encoding: string; readonly hashes: Readonly<Record<string, string>> }[];
      readonly invocations: readonly [{ readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly SarifNotification[] }];
      readonly results: readonly SarifResult[];
    },
  ];
}
