{{- define "integration.service" -}}
name: integration
short: integration
roles: [api, exporter, sender, relay]
serves: [api]
byLag: [exporter]
publishes: []
writes: [everchart.access.v1]
reads: [everchart.clinical.v1, everchart.retention.v1]
groups: [integration-]
{{- end -}}

{{- define "integration.databases" -}}
- {variable: DATABASE_API_URL, login: integration_api, database: integration}
- {variable: DATABASE_WORKER_URL, login: integration_worker, database: integration}
- {variable: KEYRING_DATABASE_URL, login: integration_keyring, database: keyring}
{{- end -}}

{{- define "integration.owners" -}}
- {variable: DATABASE_OWNER_URL, login: integration_owner, database: integration}
{{- end -}}

{{- define "integration.variables" -}}
DESTINATIONS_ALLOWED: {{ join "," .root.Values.destinations.allowed | quote }}
{{- if and (eq .role "sender") .root.Values.destinations.certificateSecret }}
TLS_CERTIFICATE_FILE: /run/secrets/everchart/destinations/tls.crt
TLS_KEY_FILE: /run/secrets/everchart/destinations/tls.key
{{- end }}
{{- end -}}

{{- define "integration.files" -}}
{{- if eq .role "sender" }}
{{- with .root.Values.destinations.certificateSecret }}
- {secret: {{ . }}, key: tls.crt, path: destinations/tls.crt}
- {secret: {{ . }}, key: tls.key, path: destinations/tls.key}
{{- end }}
{{- end }}
{{- end -}}

{{- define "integration.volumes" }}{{ end -}}

{{/* Hospitals. What the network lets through, `DESTINATIONS_ALLOWED` still judges. */}}
{{- define "integration.peers" -}}
{{- range .root.Values.destinations.peers }}
{{ include "everchart.networkRule" (dict "direction" "to" "peers" .to "ports" .ports) }}
{{- end }}
{{- end -}}

{{- define "integration.missing" }}{{ end -}}
