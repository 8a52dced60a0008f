{{- define "patient-timeline.service" -}}
name: patient-timeline
short: timeline
roles: [api, projector, relay]
serves: [api]
byLag: [projector]
publishes: []
writes: [everchart.access.v1]
reads: [everchart.clinical.v1, everchart.access.v1, everchart.retention.v1]
groups: [timeline-]
{{- end -}}

{{- define "patient-timeline.databases" -}}
- {variable: DATABASE_API_URL, login: timeline_api, database: timeline}
{{- if and (eq .role "api") .root.Values.replica.host }}
- {variable: DATABASE_READ_URL, login: timeline_api, database: timeline, host: {{ .root.Values.replica.host }}}
{{- end }}
- {variable: DATABASE_WORKER_URL, login: timeline_worker, database: timeline}
- {variable: KEYRING_DATABASE_URL, login: timeline_keyring, database: keyring}
{{- end -}}

{{- define "patient-timeline.owners" -}}
- {variable: DATABASE_OWNER_URL, login: timeline_owner, database: timeline}
{{- end -}}

{{- define "patient-timeline.variables" }}{{ end -}}
{{- define "patient-timeline.files" }}{{ end -}}
{{- define "patient-timeline.volumes" }}{{ end -}}
{{- define "patient-timeline.peers" }}{{ end -}}
{{- define "patient-timeline.missing" }}{{ end -}}
