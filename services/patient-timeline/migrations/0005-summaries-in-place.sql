-- Record and summary of a patient are about 3 kB, written with every batch that touches the patient: compressing them each time costs more than they take.
-- With room on the page a new version of the row goes beside the old one, and no index is touched.
ALTER TABLE timeline_v2.patients SET (toast_tuple_target = 8160, fillfactor = 60);
