{{- define "retention.service" -}}
name: retention
short: retention
roles: [api, sequencer, relay, destroyer]
serves: [api]
byLag: [sequencer]
publishes: [everchart.retention.v1]
writes: [everchart.access.v1, everchart.retention.v1]
reads: [everchart.clinical.v1, everchart.access.v1, everchart.retention.v1]
groups: [retention-]
{{- end -}}

{{- define "retention.databases" -}}
- {variable: DATABASE_API_URL, login: retention_api, database: retention}
- {variable: DATABASE_WORKER_URL, login: retention_worker, database: retention}
- {variable: EVENTS_DATABASE_API_URL, login: retention_events_api, database: retention_events}
- {variable: EVENTS_DATABASE_WORKER_URL, login: retention_events_worker, database: retention_events}
- {variable: KEYRING_DATABASE_URL, login: retention_keyring, database: keyring}
{{- if eq .role "destroyer" }}
- {variable: KEYRING_DESTROYER_DATABASE_URL, login: destroyer_keyring, database: keyring}
{{- end }}
{{- $published := .root.Values.log.published }}
{{- if and (eq .role "sequencer") (eq $published.kind "database") }}
- {variable: LOG_PUBLISHED_DATABASE_URL, login: retention_published, database: {{ $published.database }}, host: {{ $published.host }}, secret: {{ $published.passwordsSecret }}}
{{- end }}
{{- end -}}

{{- define "retention.owners" -}}
- {variable: DATABASE_OWNER_URL, login: retention_owner, database: retention}
- {variable: EVENTS_DATABASE_OWNER_URL, login: retention_events_owner, database: retention_events}
{{- $published := .root.Values.log.published }}
{{- if eq $published.kind "database" }}
- {variable: LOG_PUBLISHED_DATABASE_OWNER_URL, login: {{ $published.owner }}, database: {{ $published.database }}, host: {{ $published.host }}, secret: {{ $published.passwordsSecret }}}
{{- end }}
{{- end -}}

{{- define "retention.variables" -}}
LOG_ORIGIN: {{ .root.Values.log.origin }}
LOG_SIGNING_KEY_FILE: /run/secrets/everchart/log-signing-key
{{- if and (eq .role "sequencer") (eq .root.Values.log.published.kind "volume") }}
LOG_PUBLISHED_FILE: /var/lib/everchart/published/log.published
{{- end }}
{{- end -}}

{{/* Who signs has the key, and no one else. */}}
{{- define "retention.files" -}}
{{- if eq .role "sequencer" }}
- {secret: {{ .root.Values.log.signingKeySecret }}, key: log-signing-key, path: log-signing-key}
{{- end }}
{{- end -}}

{{- define "retention.volumes" -}}
{{- if and (eq .role "sequencer") (eq .root.Values.log.published.kind "volume") }}
volumes:
  - name: published
    persistentVolumeClaim:
      claimName: {{ .root.Values.log.published.claim }}
mounts:
  - name: published
    mountPath: /var/lib/everchart/published
{{- end }}
{{- end -}}

{{- define "retention.peers" -}}
{{- $published := .root.Values.log.published }}
{{- if and (eq $published.kind "database") $published.peers }}
{{ include "everchart.networkRule" (dict "direction" "to" "peers" $published.peers "ports" (list .g.postgres.port)) }}
{{- end }}
{{- end -}}

{{- define "retention.missing" -}}
{{- $published := .root.Values.log.published }}
{{- if and (eq $published.kind "database") (not $published.host) }}
- "log.published.host: the server, restored apart from that of retention, that remembers what was signed (or log.published.kind=volume)"
{{- end }}
{{- if and (eq $published.kind "volume") (not $published.claim) }}
- "log.published.claim: the PersistentVolumeClaim that all sequencers share"
{{- end }}
{{- end -}}
