PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE assignment (
	assignment_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	officer TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (assignment_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE case_state (
	customer_id TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	loan_id TEXT, 
	stage TEXT NOT NULL, 
	since TEXT, 
	anchor TEXT, 
	late INTEGER NOT NULL, 
	score INTEGER NOT NULL, 
	weight INTEGER NOT NULL, 
	last_contact_id INTEGER, 
	last_at_utc TEXT, 
	callback_utc TEXT, 
	promise_on TEXT, 
	rest TEXT NOT NULL, 
	due_by TEXT, 
	valid_from TEXT NOT NULL, 
	valid_until TEXT NOT NULL, 
	PRIMARY KEY (customer_id, unit)
)
 WITHOUT ROWID

;
INSERT INTO "case_state" VALUES('K-01','','L-0101','message','2026-05-26','2026-05-10',1,46,245000,2,'2026-06-22T03:00:00Z',NULL,NULL,'','2026-06-27','2026-06-30','2026-07-10');
INSERT INTO "case_state" VALUES('K-02','','I-0202','message','2026-06-16','2026-05-31',1,51,0,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-01');
INSERT INTO "case_state" VALUES('K-03','','I-0302','phone','2026-06-20','2026-06-19',1,52,30000,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-05');
INSERT INTO "case_state" VALUES('K-04','','I-0401','message','2026-06-17','2026-06-01',1,55,0,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-02');
INSERT INTO "case_state" VALUES('K-05','','L-0502','message','2026-06-24','2026-06-08',1,55,50000,NULL,NULL,NULL,NULL,'','2026-06-26','2026-06-30','2026-07-09');
INSERT INTO "case_state" VALUES('K-06','','I-0601','',NULL,'2026-05-01',1,60,140000,4,'2026-06-23T01:00:00Z',NULL,NULL,'hold',NULL,'2026-06-30','2026-07-16');
INSERT INTO "case_state" VALUES('K-07','','L-0701','message','2026-04-05','2026-03-20',1,47,319856,1,'2026-06-22T02:00:00Z',NULL,NULL,'','2026-06-27','2026-06-30','2026-07-20');
INSERT INTO "case_state" VALUES('K-08','','L-0801','message','2026-04-10','2026-03-25',1,46,245000,5,'2026-06-23T03:00:00Z',NULL,NULL,'','2026-06-28','2026-06-30','2026-07-25');
INSERT INTO "case_state" VALUES('K-09','','I-0901','message','2026-05-21','2026-05-05',1,55,0,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-08-04');
INSERT INTO "case_state" VALUES('K-10','','JJ-1001','message','2026-06-21','2026-06-05',1,63,126000,NULL,NULL,NULL,NULL,'','2026-06-27','2026-06-30','2026-07-06');
INSERT INTO "case_state" VALUES('K-11','','JJ-1101','message','2026-05-27','2026-05-11',1,64,159000,NULL,NULL,NULL,NULL,'','2026-06-27','2026-06-30','2026-08-10');
INSERT INTO "case_state" VALUES('K-12','','I-1201','message','2026-05-26','2026-05-10',1,63,0,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-08-09');
INSERT INTO "case_state" VALUES('K-13','','L-1301','phone','2026-06-13','2026-06-12',1,56,32522,NULL,NULL,NULL,NULL,'hold','2026-07-21','2026-06-30','2026-07-12');
INSERT INTO "case_state" VALUES('K-14','','L-1401','message','2026-05-31','2026-05-15',1,39,80000,3,'2026-06-22T03:00:00Z',NULL,'2026-07-03','promise','2026-07-06','2026-06-30','2026-07-04');
INSERT INTO "case_state" VALUES('K-15','','L-1503','message','2026-05-18','2026-05-02',1,60,100000,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-02');
INSERT INTO "case_state" VALUES('K-16','','L-1601','message','2026-06-17','2026-06-01',1,51,10693,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-01');
INSERT INTO "case_state" VALUES('R-01','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-02','','RL-021','message','2026-03-28','2026-03-12',1,63,176928,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-12');
INSERT INTO "case_state" VALUES('R-03','','RL-030','message','2026-05-10','2026-04-24',1,65,279951,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-24');
INSERT INTO "case_state" VALUES('R-04','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-05','','RI-051','message','2026-05-19','2026-05-03',1,52,18786,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-08');
INSERT INTO "case_state" VALUES('R-06','','RL-060','message','2026-04-06','2026-03-21',1,66,323863,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-06');
INSERT INTO "case_state" VALUES('R-07','','RL-071','message','2026-05-19','2026-05-03',1,62,126950,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-03');
INSERT INTO "case_state" VALUES('R-08','','RI-081','message','2026-04-23','2026-04-07',1,63,148433,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-03');
INSERT INTO "case_state" VALUES('R-09','','RL-090','',NULL,'2026-10-01',0,27,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','2026-07-02');
INSERT INTO "case_state" VALUES('R-10','','RL-101','message','2026-06-01','2026-05-16',1,55,29417,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-16');
INSERT INTO "case_state" VALUES('R-11','','RL-111','message','2026-02-24','2026-02-08',1,63,189050,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-12','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-30','9999-12-31');
INSERT INTO "case_state" VALUES('R-13','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','2026-07-04');
INSERT INTO "case_state" VALUES('R-14','','RL-141','reminder','2026-06-30','2026-07-14',0,29,0,NULL,NULL,NULL,NULL,'','2026-07-07','2026-06-30','2026-07-14');
INSERT INTO "case_state" VALUES('R-15','','RI-151','message','2026-05-18','2026-05-02',1,45,8625,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-08-01');
INSERT INTO "case_state" VALUES('R-16','','RL-160','message','2026-03-13','2026-02-25',1,60,126217,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','9999-12-31');
INSERT INTO "case_state" VALUES('R-17','','RL-170','message','2026-03-03','2026-02-15',1,65,281000,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-15');
INSERT INTO "case_state" VALUES('R-18','','RL-181','message','2026-03-29','2026-03-13',1,64,259801,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-22');
INSERT INTO "case_state" VALUES('R-19','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-20','','RL-201','message','2026-03-23','2026-03-07',1,60,108845,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-07');
INSERT INTO "case_state" VALUES('R-21','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-22','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','2026-07-16');
INSERT INTO "case_state" VALUES('R-23','','RL-230','message','2026-03-26','2026-03-10',1,59,101031,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','9999-12-31');
INSERT INTO "case_state" VALUES('R-24','','RL-241','',NULL,'2026-10-16',0,28,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','2026-07-01');
INSERT INTO "case_state" VALUES('R-25','','RL-251','message','2026-03-21','2026-03-05',1,65,248023,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-05');
INSERT INTO "case_state" VALUES('R-26','','RL-261','message','2026-03-04','2026-02-16',1,66,310818,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-16');
INSERT INTO "case_state" VALUES('R-27','','RL-270','reminder','2026-06-16','2026-06-30',0,26,0,NULL,NULL,NULL,NULL,'','2026-06-27','2026-06-30','2026-07-01');
INSERT INTO "case_state" VALUES('R-28','','RL-281','message','2026-05-24','2026-05-08',1,65,249400,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-22','2026-07-08');
INSERT INTO "case_state" VALUES('R-29','','RI-290','message','2026-06-26','2026-06-10',1,57,68900,NULL,NULL,NULL,NULL,'','2026-06-28','2026-06-30','2026-07-11');
INSERT INTO "case_state" VALUES('R-30','','RL-300','message','2026-05-14','2026-04-28',1,61,123818,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-09');
INSERT INTO "case_state" VALUES('R-31','','RL-311','',NULL,'2026-08-29',0,29,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-30','2026-07-30');
INSERT INTO "case_state" VALUES('R-32','','RL-321','message','2026-05-17','2026-05-01',1,60,94300,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-23');
INSERT INTO "case_state" VALUES('R-33','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-34','','RI-341','message','2026-05-02','2026-04-16',1,59,100009,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-16');
INSERT INTO "case_state" VALUES('R-35','','RL-351','message','2026-04-24','2026-04-08',1,66,317402,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-06');
INSERT INTO "case_state" VALUES('R-36','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-22','9999-12-31');
INSERT INTO "case_state" VALUES('R-37','','RL-370','reminder','2026-06-27','2026-07-11',0,29,0,NULL,NULL,NULL,NULL,'','2026-07-04','2026-06-30','2026-07-11');
INSERT INTO "case_state" VALUES('R-38','','RL-380','message','2026-05-06','2026-04-20',1,66,321250,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-20');
INSERT INTO "case_state" VALUES('R-39','','RI-392','phone','2026-06-28','2026-06-27',1,57,62925,NULL,NULL,NULL,NULL,'','2026-06-30','2026-06-30','2026-07-13');
INSERT INTO "case_state" VALUES('R-40','','RL-401','message','2026-03-16','2026-02-28',1,66,304100,NULL,NULL,NULL,NULL,'','2026-06-22','2026-06-30','2026-07-07');
CREATE TABLE change (
	change_id INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	of_table TEXT NOT NULL, 
	of_id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	old TEXT, 
	new TEXT, 
	PRIMARY KEY (change_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id)
);
CREATE TABLE contact (
	contact_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	loan_id TEXT, 
	at TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	person TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	callback_at TEXT, 
	callback_utc TEXT, 
	officer TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, direction TEXT DEFAULT 'out' NOT NULL, place TEXT DEFAULT '' NOT NULL, step TEXT DEFAULT '' NOT NULL, text TEXT DEFAULT '' NOT NULL, found TEXT DEFAULT '' NOT NULL, met TEXT DEFAULT '' NOT NULL, willingness TEXT DEFAULT '' NOT NULL, ability TEXT DEFAULT '' NOT NULL, agreed TEXT DEFAULT '' NOT NULL, verdict TEXT DEFAULT '' NOT NULL, verdict_rule TEXT DEFAULT '' NOT NULL, verdict_policy TEXT DEFAULT '' NOT NULL, override_reason TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (contact_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "contact" VALUES(1,'K-07','L-0701','2026-06-22T10:00:00+08:00','2026-06-22T02:00:00Z','Asia/Shanghai','call','NA','self','+86 138 0000 4107','',NULL,NULL,'lin','',10,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(2,'K-01',NULL,'2026-06-22T11:00:00+08:00','2026-06-22T03:00:00Z','Asia/Shanghai','call','PTP','self','+86 138 0000 4101','',NULL,NULL,'lin','by transfer',11,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(3,'K-14',NULL,'2026-06-22T11:00:00+08:00','2026-06-22T03:00:00Z','Asia/Shanghai','call','PTP','self','+86 138 0000 4114','',NULL,NULL,'lin','',12,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(4,'K-06','I-0602','2026-06-23T09:00:00+08:00','2026-06-23T01:00:00Z','Asia/Shanghai','call','DISP','self','+86 139 0000 4106','',NULL,NULL,'lin','wants the delivery note',13,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(5,'K-08',NULL,'2026-06-23T11:00:00+08:00','2026-06-23T03:00:00Z','Asia/Shanghai','sms','SENT','self','+86 138 0000 4108','',NULL,NULL,'lin','',15,NULL,'out','','','Please pay','','','','','','allow','','standard 2026.1','');
CREATE TABLE contact_point (
	contact_point_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT NOT NULL, 
	person TEXT NOT NULL, 
	name TEXT NOT NULL, 
	place TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	until_on TEXT, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (contact_point_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE contact_state (
	contact_state_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (contact_state_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (contact_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "contact_state" VALUES(1,5,'sent','2026-06-23T11:00:00+08:00','2026-06-23T03:00:00Z','',15,NULL);
CREATE TABLE customer (
	customer_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	id_no TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	address TEXT NOT NULL, 
	region TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	language TEXT NOT NULL, 
	employer TEXT NOT NULL, 
	income INTEGER, 
	income_currency TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "customer" VALUES('K-01','陈建国','','','+86 138 0000 4101','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-02','Anna Müller','','','+49 151 0000 4102','','','','Europe/Berlin','de','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-03','宏达五金有限公司','','','+86 139 0000 4103','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-04','Märta Sjöberg','','','+46 70 174 04 04','','','','Europe/Stockholm','sv','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-05','林秀英','','','+86 138 0000 4105','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-06','成都锦江机械有限公司','','','+86 139 0000 4106','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-07','周海','','','+86 138 0000 4107','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-08','吴敏','','','+86 138 0000 4108','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-09','Jan Nowak','','','+48 601 000 409','','','','Europe/Warsaw','pl','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-12','Brightwater Foods Ltd','','','+44 7700 900 412','','','','Europe/London','en-GB','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-13','李伟','','','+86 138 0000 4113','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-14','王芳','','','+86 138 0000 4114','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-15','Orsolya Kiss','','','+36 30 000 0415','','','','Europe/Budapest','hu','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('K-16','黄磊','','','+86 138 0000 4116','','','','Asia/Shanghai','zh-CN','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('R-02','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-03','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-05','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-06','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-07','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-08','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-09','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-10','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-11','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-12','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-13','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-14','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-16','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-17','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-18','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-19','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-20','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-22','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-23','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-24','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-25','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-26','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-27','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-28','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-29','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-30','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-31','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-32','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-34','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-35','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-37','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-38','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-39','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-40','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-01','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-04','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-15','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-21','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-33','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('R-36','','','','','','','','','','',NULL,'','','',3,NULL);
INSERT INTO "customer" VALUES('K-10','赵磊','','','+86 138 0000 4110','','','','','','',NULL,'','','',16,NULL);
INSERT INTO "customer" VALUES('K-11','钱丽','','','+86 138 0000 4111','','','','','','',NULL,'','','',16,NULL);
CREATE TABLE day_total (
	currency TEXT NOT NULL, 
	day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (currency, day, kind)
)
 WITHOUT ROWID

;
INSERT INTO "day_total" VALUES('CNY','2025-12-20','scheduled_principal',900000);
INSERT INTO "day_total" VALUES('CNY','2026-01-05','scheduled_principal',170000);
INSERT INTO "day_total" VALUES('CNY','2026-01-08','scheduled_principal',360000);
INSERT INTO "day_total" VALUES('CNY','2026-01-13','scheduled_principal',60000);
INSERT INTO "day_total" VALUES('CNY','2026-01-15','scheduled_principal',240000);
INSERT INTO "day_total" VALUES('CNY','2026-01-16','scheduled_principal',290000);
INSERT INTO "day_total" VALUES('CNY','2026-01-20','repayment',79964);
INSERT INTO "day_total" VALUES('CNY','2026-01-21','scheduled_interest',9000);
INSERT INTO "day_total" VALUES('CNY','2026-01-22','scheduled_principal',120000);
INSERT INTO "day_total" VALUES('CNY','2026-01-23','scheduled_principal',360000);
INSERT INTO "day_total" VALUES('CNY','2026-01-25','scheduled_principal',600000);
INSERT INTO "day_total" VALUES('CNY','2026-01-29','scheduled_principal',520000);
INSERT INTO "day_total" VALUES('CNY','2026-02-01','scheduled_principal',470000);
INSERT INTO "day_total" VALUES('CNY','2026-02-05','scheduled_principal',260000);
INSERT INTO "day_total" VALUES('CNY','2026-02-06','scheduled_interest',1346);
INSERT INTO "day_total" VALUES('CNY','2026-02-06','scheduled_principal',210000);
INSERT INTO "day_total" VALUES('CNY','2026-02-07','scheduled_principal',110000);
INSERT INTO "day_total" VALUES('CNY','2026-02-09','scheduled_interest',3163);
INSERT INTO "day_total" VALUES('CNY','2026-02-10','scheduled_principal',690000);
INSERT INTO "day_total" VALUES('CNY','2026-02-12','scheduled_principal',250000);
INSERT INTO "day_total" VALUES('CNY','2026-02-13','scheduled_principal',200000);
INSERT INTO "day_total" VALUES('CNY','2026-02-14','scheduled_interest',600);
INSERT INTO "day_total" VALUES('CNY','2026-02-16','scheduled_principal',220000);
INSERT INTO "day_total" VALUES('CNY','2026-02-17','scheduled_interest',2296);
INSERT INTO "day_total" VALUES('CNY','2026-02-20','repayment',79964);
INSERT INTO "day_total" VALUES('CNY','2026-02-21','scheduled_interest',8290);
INSERT INTO "day_total" VALUES('CNY','2026-02-21','scheduled_principal',280000);
INSERT INTO "day_total" VALUES('CNY','2026-02-23','scheduled_interest',950);
INSERT INTO "day_total" VALUES('CNY','2026-02-24','scheduled_interest',3121);
INSERT INTO "day_total" VALUES('CNY','2026-02-24','scheduled_principal',270000);
INSERT INTO "day_total" VALUES('CNY','2026-02-25','repayment',54167);
INSERT INTO "day_total" VALUES('CNY','2026-02-26','scheduled_interest',5167);
INSERT INTO "day_total" VALUES('CNY','2026-02-28','scheduled_principal',250000);
INSERT INTO "day_total" VALUES('CNY','2026-03-01','scheduled_principal',400000);
INSERT INTO "day_total" VALUES('CNY','2026-03-02','scheduled_interest',5700);
INSERT INTO "day_total" VALUES('CNY','2026-03-03','scheduled_principal',100000);
INSERT INTO "day_total" VALUES('CNY','2026-03-05','scheduled_principal',108900);
INSERT INTO "day_total" VALUES('CNY','2026-03-06','scheduled_interest',3067);
INSERT INTO "day_total" VALUES('CNY','2026-03-07','scheduled_interest',1663);
INSERT INTO "day_total" VALUES('CNY','2026-03-08','scheduled_interest',871);
INSERT INTO "day_total" VALUES('CNY','2026-03-08','scheduled_principal',156450);
INSERT INTO "day_total" VALUES('CNY','2026-03-09','scheduled_interest',2247);
INSERT INTO "day_total" VALUES('CNY','2026-03-09','scheduled_principal',210000);
INSERT INTO "day_total" VALUES('CNY','2026-03-10','repayment',100000);
INSERT INTO "day_total" VALUES('CNY','2026-03-10','scheduled_principal',22017);
INSERT INTO "day_total" VALUES('CNY','2026-03-11','scheduled_interest',713);
INSERT INTO "day_total" VALUES('CNY','2026-03-11','scheduled_principal',250000);
INSERT INTO "day_total" VALUES('CNY','2026-03-13','scheduled_interest',1979);
INSERT INTO "day_total" VALUES('CNY','2026-03-13','scheduled_principal',145917);
INSERT INTO "day_total" VALUES('CNY','2026-03-14','scheduled_interest',1983);
INSERT INTO "day_total" VALUES('CNY','2026-03-15','scheduled_principal',450000);
INSERT INTO "day_total" VALUES('CNY','2026-03-16','scheduled_principal',283167);
INSERT INTO "day_total" VALUES('CNY','2026-03-17','scheduled_interest',4113);
INSERT INTO "day_total" VALUES('CNY','2026-03-17','scheduled_principal',146700);
INSERT INTO "day_total" VALUES('CNY','2026-03-20','scheduled_principal',1504050);
INSERT INTO "day_total" VALUES('CNY','2026-03-21','scheduled_interest',7574);
INSERT INTO "day_total" VALUES('CNY','2026-03-21','scheduled_principal',30850);
INSERT INTO "day_total" VALUES('CNY','2026-03-22','scheduled_interest',2800);
INSERT INTO "day_total" VALUES('CNY','2026-03-22','scheduled_principal',346850);
INSERT INTO "day_total" VALUES('CNY','2026-03-23','scheduled_interest',792);
INSERT INTO "day_total" VALUES('CNY','2026-03-24','scheduled_interest',2687);
INSERT INTO "day_total" VALUES('CNY','2026-03-24','scheduled_principal',390000);
INSERT INTO "day_total" VALUES('CNY','2026-03-25','scheduled_principal',220000);
INSERT INTO "day_total" VALUES('CNY','2026-03-26','scheduled_interest',4500);
INSERT INTO "day_total" VALUES('CNY','2026-03-29','scheduled_principal',69900);
INSERT INTO "day_total" VALUES('CNY','2026-03-30','scheduled_principal',101217);
INSERT INTO "day_total" VALUES('CNY','2026-03-31','scheduled_principal',186650);
INSERT INTO "day_total" VALUES('CNY','2026-04-01','scheduled_principal',80000);
INSERT INTO "day_total" VALUES('CNY','2026-04-02','scheduled_interest',7532);
INSERT INTO "day_total" VALUES('CNY','2026-04-02','scheduled_principal',318100);
INSERT INTO "day_total" VALUES('CNY','2026-04-03','scheduled_principal',691550);
INSERT INTO "day_total" VALUES('CNY','2026-04-04','scheduled_interest',792);
INSERT INTO "day_total" VALUES('CNY','2026-04-06','scheduled_interest',2388);
INSERT INTO "day_total" VALUES('CNY','2026-04-06','scheduled_principal',110000);
INSERT INTO "day_total" VALUES('CNY','2026-04-07','scheduled_interest',1496);
INSERT INTO "day_total" VALUES('CNY','2026-04-07','scheduled_principal',250000);
INSERT INTO "day_total" VALUES('CNY','2026-04-08','scheduled_interest',726);
INSERT INTO "day_total" VALUES('CNY','2026-04-08','scheduled_principal',473800);
INSERT INTO "day_total" VALUES('CNY','2026-04-09','scheduled_interest',1331);
INSERT INTO "day_total" VALUES('CNY','2026-04-10','repayment',130000);
INSERT INTO "day_total" VALUES('CNY','2026-04-10','scheduled_interest',2100);
INSERT INTO "day_total" VALUES('CNY','2026-04-11','scheduled_interest',534);
INSERT INTO "day_total" VALUES('CNY','2026-04-12','scheduled_interest',1979);
INSERT INTO "day_total" VALUES('CNY','2026-04-12','scheduled_principal',549750);
INSERT INTO "day_total" VALUES('CNY','2026-04-13','scheduled_interest',1781);
INSERT INTO "day_total" VALUES('CNY','2026-04-14','scheduled_interest',2021);
INSERT INTO "day_total" VALUES('CNY','2026-04-14','scheduled_principal',100000);
INSERT INTO "day_total" VALUES('CNY','2026-04-15','repayment',40000);
INSERT INTO "day_total" VALUES('CNY','2026-04-15','scheduled_principal',100000);
INSERT INTO "day_total" VALUES('CNY','2026-04-16','scheduled_interest',1300);
INSERT INTO "day_total" VALUES('CNY','2026-04-17','scheduled_interest',3511);
INSERT INTO "day_total" VALUES('CNY','2026-04-20','scheduled_principal',60000);
INSERT INTO "day_total" VALUES('CNY','2026-04-21','scheduled_interest',9750);
INSERT INTO "day_total" VALUES('CNY','2026-04-21','scheduled_principal',86100);
INSERT INTO "day_total" VALUES('CNY','2026-04-22','scheduled_interest',1867);
INSERT INTO "day_total" VALUES('CNY','2026-04-23','scheduled_interest',633);
INSERT INTO "day_total" VALUES('CNY','2026-04-23','scheduled_principal',74000);
INSERT INTO "day_total" VALUES('CNY','2026-04-24','scheduled_interest',2254);
INSERT INTO "day_total" VALUES('CNY','2026-04-25','scheduled_interest',3546);
INSERT INTO "day_total" VALUES('CNY','2026-04-25','scheduled_principal',64950);
INSERT INTO "day_total" VALUES('CNY','2026-04-26','scheduled_interest',3833);
INSERT INTO "day_total" VALUES('CNY','2026-04-28','scheduled_principal',20217);
INSERT INTO "day_total" VALUES('CNY','2026-05-01','scheduled_interest',900);
INSERT INTO "day_total" VALUES('CNY','2026-05-01','scheduled_principal',32600);
INSERT INTO "day_total" VALUES('CNY','2026-05-02','scheduled_interest',6557);
INSERT INTO "day_total" VALUES('CNY','2026-05-02','scheduled_principal',67917);
INSERT INTO "day_total" VALUES('CNY','2026-05-03','repayment',125025);
INSERT INTO "day_total" VALUES('CNY','2026-05-04','scheduled_interest',3560);
INSERT INTO "day_total" VALUES('CNY','2026-05-06','scheduled_interest',1708);
INSERT INTO "day_total" VALUES('CNY','2026-05-07','scheduled_interest',2201);
INSERT INTO "day_total" VALUES('CNY','2026-05-07','scheduled_principal',68517);
INSERT INTO "day_total" VALUES('CNY','2026-05-08','repayment',134800);
INSERT INTO "day_total" VALUES('CNY','2026-05-08','scheduled_interest',3081);
INSERT INTO "day_total" VALUES('CNY','2026-05-08','scheduled_principal',75650);
INSERT INTO "day_total" VALUES('CNY','2026-05-09','scheduled_interest',3608);
INSERT INTO "day_total" VALUES('CNY','2026-05-10','scheduled_interest',1750);
INSERT INTO "day_total" VALUES('CNY','2026-05-11','scheduled_interest',356);
INSERT INTO "day_total" VALUES('CNY','2026-05-11','scheduled_principal',68900);
INSERT INTO "day_total" VALUES('CNY','2026-05-12','repayment',365900);
INSERT INTO "day_total" VALUES('CNY','2026-05-12','scheduled_interest',1649);
INSERT INTO "day_total" VALUES('CNY','2026-05-13','repayment',159100);
INSERT INTO "day_total" VALUES('CNY','2026-05-13','scheduled_interest',6583);
INSERT INTO "day_total" VALUES('CNY','2026-05-14','scheduled_interest',1362);
INSERT INTO "day_total" VALUES('CNY','2026-05-14','scheduled_principal',48700);
INSERT INTO "day_total" VALUES('CNY','2026-05-15','goodwill',90000);
INSERT INTO "day_total" VALUES('CNY','2026-05-15','scheduled_interest',1000);
INSERT INTO "day_total" VALUES('CNY','2026-05-16','repayment',215125);
INSERT INTO "day_total" VALUES('CNY','2026-05-16','scheduled_interest',1083);
INSERT INTO "day_total" VALUES('CNY','2026-05-17','scheduled_interest',2908);
INSERT INTO "day_total" VALUES('CNY','2026-05-17','scheduled_principal',17817);
INSERT INTO "day_total" VALUES('CNY','2026-05-18','repayment',60000);
INSERT INTO "day_total" VALUES('CNY','2026-05-20','scheduled_principal',50317);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','repayment',82225);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','scheduled_interest',8052);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','scheduled_principal',70200);
INSERT INTO "day_total" VALUES('CNY','2026-05-22','repayment',60925);
INSERT INTO "day_total" VALUES('CNY','2026-05-22','scheduled_interest',933);
INSERT INTO "day_total" VALUES('CNY','2026-05-22','scheduled_principal',85400);
INSERT INTO "day_total" VALUES('CNY','2026-05-23','repayment',305200);
INSERT INTO "day_total" VALUES('CNY','2026-05-23','scheduled_interest',475);
INSERT INTO "day_total" VALUES('CNY','2026-05-24','repayment',333000);
INSERT INTO "day_total" VALUES('CNY','2026-05-24','scheduled_interest',1820);
INSERT INTO "day_total" VALUES('CNY','2026-05-25','scheduled_interest',2547);
INSERT INTO "day_total" VALUES('CNY','2026-05-25','scheduled_principal',325450);
INSERT INTO "day_total" VALUES('CNY','2026-05-26','scheduled_interest',3167);
INSERT INTO "day_total" VALUES('CNY','2026-05-26','scheduled_principal',9250);
INSERT INTO "day_total" VALUES('CNY','2026-05-27','repayment',40325);
INSERT INTO "day_total" VALUES('CNY','2026-05-28','repayment',150000);
INSERT INTO "day_total" VALUES('CNY','2026-05-28','scheduled_principal',78400);
INSERT INTO "day_total" VALUES('CNY','2026-05-29','repayment',20700);
INSERT INTO "day_total" VALUES('CNY','2026-05-29','scheduled_principal',92667);
INSERT INTO "day_total" VALUES('CNY','2026-05-31','scheduled_interest',750);
INSERT INTO "day_total" VALUES('CNY','2026-06-01','repayment',211750);
INSERT INTO "day_total" VALUES('CNY','2026-06-02','merchant_refund',70000);
INSERT INTO "day_total" VALUES('CNY','2026-06-02','repayment',352000);
INSERT INTO "day_total" VALUES('CNY','2026-06-02','scheduled_interest',5571);
INSERT INTO "day_total" VALUES('CNY','2026-06-03','repayment',169000);
INSERT INTO "day_total" VALUES('CNY','2026-06-04','scheduled_interest',2945);
INSERT INTO "day_total" VALUES('CNY','2026-06-05','repayment',266200);
INSERT INTO "day_total" VALUES('CNY','2026-06-06','repayment',60200);
INSERT INTO "day_total" VALUES('CNY','2026-06-06','scheduled_interest',1029);
INSERT INTO "day_total" VALUES('CNY','2026-06-07','scheduled_interest',1890);
INSERT INTO "day_total" VALUES('CNY','2026-06-08','scheduled_interest',2310);
INSERT INTO "day_total" VALUES('CNY','2026-06-09','repayment',288025);
INSERT INTO "day_total" VALUES('CNY','2026-06-09','reversal',250000);
INSERT INTO "day_total" VALUES('CNY','2026-06-09','scheduled_interest',2194);
INSERT INTO "day_total" VALUES('CNY','2026-06-10','repayment',103700);
INSERT INTO "day_total" VALUES('CNY','2026-06-10','scheduled_interest',1400);
INSERT INTO "day_total" VALUES('CNY','2026-06-11','scheduled_interest',178);
INSERT INTO "day_total" VALUES('CNY','2026-06-12','repayment',171925);
INSERT INTO "day_total" VALUES('CNY','2026-06-12','scheduled_interest',1319);
INSERT INTO "day_total" VALUES('CNY','2026-06-13','repayment',54725);
INSERT INTO "day_total" VALUES('CNY','2026-06-13','scheduled_interest',6107);
INSERT INTO "day_total" VALUES('CNY','2026-06-14','scheduled_interest',903);
INSERT INTO "day_total" VALUES('CNY','2026-06-15','repayment',150000);
INSERT INTO "day_total" VALUES('CNY','2026-06-15','scheduled_interest',750);
INSERT INTO "day_total" VALUES('CNY','2026-06-16','repayment',81800);
INSERT INTO "day_total" VALUES('CNY','2026-06-16','scheduled_interest',867);
INSERT INTO "day_total" VALUES('CNY','2026-06-17','scheduled_interest',2305);
INSERT INTO "day_total" VALUES('CNY','2026-06-18','repayment',163100);
INSERT INTO "day_total" VALUES('CNY','2026-06-19','repayment',132000);
INSERT INTO "day_total" VALUES('CNY','2026-06-21','scheduled_interest',6347);
INSERT INTO "day_total" VALUES('CNY','2026-06-23','repayment',129425);
INSERT INTO "day_total" VALUES('CNY','2026-06-23','scheduled_interest',317);
INSERT INTO "day_total" VALUES('CNY','2026-06-24','scheduled_interest',1387);
INSERT INTO "day_total" VALUES('CNY','2026-06-25','opening',1765000);
INSERT INTO "day_total" VALUES('CNY','2026-06-25','scheduled_interest',1549);
INSERT INTO "day_total" VALUES('CNY','2026-06-26','opening',40000);
INSERT INTO "day_total" VALUES('CNY','2026-06-26','repayment',65000);
INSERT INTO "day_total" VALUES('CNY','2026-06-26','scheduled_interest',5000);
INSERT INTO "day_total" VALUES('CNY','2026-06-27','repayment',80000);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','opening',30000);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','repayment',396575);
INSERT INTO "day_total" VALUES('CNY','2026-06-30','fee',2500);
INSERT INTO "day_total" VALUES('CNY','2026-07-01','scheduled_interest',600);
INSERT INTO "day_total" VALUES('CNY','2026-07-02','scheduled_interest',4573);
INSERT INTO "day_total" VALUES('CNY','2026-07-04','scheduled_interest',2329);
INSERT INTO "day_total" VALUES('CNY','2026-07-06','scheduled_interest',686);
INSERT INTO "day_total" VALUES('CNY','2026-07-07','scheduled_interest',1579);
INSERT INTO "day_total" VALUES('CNY','2026-07-08','scheduled_interest',1540);
INSERT INTO "day_total" VALUES('CNY','2026-07-09','scheduled_interest',1196);
INSERT INTO "day_total" VALUES('CNY','2026-07-10','scheduled_interest',1050);
INSERT INTO "day_total" VALUES('CNY','2026-07-12','scheduled_interest',990);
INSERT INTO "day_total" VALUES('CNY','2026-07-13','scheduled_interest',5632);
INSERT INTO "day_total" VALUES('CNY','2026-07-14','scheduled_interest',443);
INSERT INTO "day_total" VALUES('CNY','2026-07-15','scheduled_interest',500);
INSERT INTO "day_total" VALUES('CNY','2026-07-16','scheduled_interest',650);
INSERT INTO "day_total" VALUES('CNY','2026-07-17','scheduled_interest',1703);
INSERT INTO "day_total" VALUES('CNY','2026-07-21','scheduled_interest',4634);
INSERT INTO "day_total" VALUES('CNY','2026-07-23','scheduled_interest',158);
INSERT INTO "day_total" VALUES('CNY','2026-07-24','scheduled_interest',953);
INSERT INTO "day_total" VALUES('CNY','2026-07-25','scheduled_interest',550);
INSERT INTO "day_total" VALUES('CNY','2026-07-26','scheduled_interest',4333);
INSERT INTO "day_total" VALUES('CNY','2026-07-31','scheduled_interest',450);
INSERT INTO "day_total" VALUES('CNY','2026-08-02','scheduled_interest',3564);
INSERT INTO "day_total" VALUES('CNY','2026-08-04','scheduled_interest',1714);
INSERT INTO "day_total" VALUES('CNY','2026-08-06','scheduled_interest',343);
INSERT INTO "day_total" VALUES('CNY','2026-08-07','scheduled_interest',1266);
INSERT INTO "day_total" VALUES('CNY','2026-08-08','scheduled_interest',770);
INSERT INTO "day_total" VALUES('CNY','2026-08-09','scheduled_interest',198);
INSERT INTO "day_total" VALUES('CNY','2026-08-10','scheduled_interest',700);
INSERT INTO "day_total" VALUES('CNY','2026-08-12','scheduled_interest',660);
INSERT INTO "day_total" VALUES('CNY','2026-08-13','scheduled_interest',5156);
INSERT INTO "day_total" VALUES('CNY','2026-08-14','scheduled_interest',380);
INSERT INTO "day_total" VALUES('CNY','2026-08-15','scheduled_interest',250);
INSERT INTO "day_total" VALUES('CNY','2026-08-16','scheduled_interest',433);
INSERT INTO "day_total" VALUES('CNY','2026-08-17','scheduled_interest',1100);
INSERT INTO "day_total" VALUES('CNY','2026-08-21','scheduled_interest',3881);
INSERT INTO "day_total" VALUES('CNY','2026-08-24','scheduled_interest',520);
INSERT INTO "day_total" VALUES('CNY','2026-08-26','scheduled_interest',3667);
INSERT INTO "day_total" VALUES('CNY','2026-08-31','scheduled_interest',300);
INSERT INTO "day_total" VALUES('CNY','2026-09-02','scheduled_interest',2544);
INSERT INTO "day_total" VALUES('CNY','2026-09-04','scheduled_interest',1099);
INSERT INTO "day_total" VALUES('CNY','2026-09-07','scheduled_interest',955);
INSERT INTO "day_total" VALUES('CNY','2026-09-10','scheduled_interest',350);
INSERT INTO "day_total" VALUES('CNY','2026-09-12','scheduled_interest',330);
INSERT INTO "day_total" VALUES('CNY','2026-09-13','scheduled_interest',4680);
INSERT INTO "day_total" VALUES('CNY','2026-09-14','scheduled_interest',317);
INSERT INTO "day_total" VALUES('CNY','2026-09-16','scheduled_interest',217);
INSERT INTO "day_total" VALUES('CNY','2026-09-17','scheduled_interest',880);
INSERT INTO "day_total" VALUES('CNY','2026-09-21','scheduled_interest',3120);
INSERT INTO "day_total" VALUES('CNY','2026-09-24','scheduled_interest',390);
INSERT INTO "day_total" VALUES('CNY','2026-09-26','scheduled_interest',3000);
INSERT INTO "day_total" VALUES('CNY','2026-10-01','scheduled_interest',150);
INSERT INTO "day_total" VALUES('CNY','2026-10-02','scheduled_interest',1511);
INSERT INTO "day_total" VALUES('CNY','2026-10-04','scheduled_interest',483);
INSERT INTO "day_total" VALUES('CNY','2026-10-07','scheduled_interest',644);
INSERT INTO "day_total" VALUES('CNY','2026-10-13','scheduled_interest',4204);
INSERT INTO "day_total" VALUES('CNY','2026-10-14','scheduled_interest',253);
INSERT INTO "day_total" VALUES('CNY','2026-10-17','scheduled_interest',660);
INSERT INTO "day_total" VALUES('CNY','2026-10-21','scheduled_interest',2352);
INSERT INTO "day_total" VALUES('CNY','2026-10-24','scheduled_interest',260);
INSERT INTO "day_total" VALUES('CNY','2026-10-26','scheduled_interest',2333);
INSERT INTO "day_total" VALUES('CNY','2026-11-02','scheduled_interest',466);
INSERT INTO "day_total" VALUES('CNY','2026-11-07','scheduled_interest',333);
INSERT INTO "day_total" VALUES('CNY','2026-11-13','scheduled_interest',3728);
INSERT INTO "day_total" VALUES('CNY','2026-11-14','scheduled_interest',190);
INSERT INTO "day_total" VALUES('CNY','2026-11-17','scheduled_interest',440);
INSERT INTO "day_total" VALUES('CNY','2026-11-21','scheduled_interest',1576);
INSERT INTO "day_total" VALUES('CNY','2026-11-24','scheduled_interest',130);
INSERT INTO "day_total" VALUES('CNY','2026-11-26','scheduled_interest',1667);
INSERT INTO "day_total" VALUES('CNY','2026-12-02','scheduled_interest',70);
INSERT INTO "day_total" VALUES('CNY','2026-12-07','scheduled_interest',166);
INSERT INTO "day_total" VALUES('CNY','2026-12-13','scheduled_interest',3252);
INSERT INTO "day_total" VALUES('CNY','2026-12-14','scheduled_interest',127);
INSERT INTO "day_total" VALUES('CNY','2026-12-17','scheduled_interest',220);
INSERT INTO "day_total" VALUES('CNY','2026-12-21','scheduled_interest',792);
INSERT INTO "day_total" VALUES('CNY','2026-12-26','scheduled_interest',1000);
INSERT INTO "day_total" VALUES('CNY','2027-01-13','scheduled_interest',2776);
INSERT INTO "day_total" VALUES('CNY','2027-01-14','scheduled_interest',63);
INSERT INTO "day_total" VALUES('CNY','2027-01-26','scheduled_interest',750);
INSERT INTO "day_total" VALUES('CNY','2027-02-13','scheduled_interest',2498);
INSERT INTO "day_total" VALUES('CNY','2027-02-26','scheduled_interest',500);
INSERT INTO "day_total" VALUES('CNY','2027-03-13','scheduled_interest',2220);
INSERT INTO "day_total" VALUES('CNY','2027-03-26','scheduled_interest',250);
INSERT INTO "day_total" VALUES('CNY','2027-04-13','scheduled_interest',1942);
INSERT INTO "day_total" VALUES('CNY','2027-05-13','scheduled_interest',1664);
INSERT INTO "day_total" VALUES('CNY','2027-06-13','scheduled_interest',1386);
INSERT INTO "day_total" VALUES('CNY','2027-07-13','scheduled_interest',1108);
INSERT INTO "day_total" VALUES('CNY','2027-08-13','scheduled_interest',830);
INSERT INTO "day_total" VALUES('CNY','2027-09-13','scheduled_interest',552);
INSERT INTO "day_total" VALUES('CNY','2027-10-13','scheduled_interest',274);
INSERT INTO "day_total" VALUES('EUR','2026-03-10','repayment',45000);
INSERT INTO "day_total" VALUES('EUR','2026-03-10','scheduled_principal',45000);
INSERT INTO "day_total" VALUES('EUR','2026-03-18','scheduled_principal',60000);
INSERT INTO "day_total" VALUES('EUR','2026-04-02','scheduled_principal',90000);
INSERT INTO "day_total" VALUES('EUR','2026-04-05','scheduled_principal',15000);
INSERT INTO "day_total" VALUES('EUR','2026-04-10','repayment',100000);
INSERT INTO "day_total" VALUES('EUR','2026-04-10','scheduled_principal',212040);
INSERT INTO "day_total" VALUES('EUR','2026-04-20','scheduled_principal',40000);
INSERT INTO "day_total" VALUES('EUR','2026-04-25','scheduled_principal',35000);
INSERT INTO "day_total" VALUES('EUR','2026-05-01','scheduled_principal',30000);
INSERT INTO "day_total" VALUES('EUR','2026-05-02','scheduled_principal',50000);
INSERT INTO "day_total" VALUES('EUR','2026-05-10','scheduled_principal',88000);
INSERT INTO "day_total" VALUES('EUR','2026-05-20','repayment',33000);
INSERT INTO "day_total" VALUES('EUR','2026-05-25','scheduled_principal',25000);
INSERT INTO "day_total" VALUES('EUR','2026-06-05','merchant_refund',20000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','bank_line',60000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','bank_matched',60000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','repayment',60000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','bank_line',40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','bank_matched',40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','repayment',40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-16','bank_line',12000);
INSERT INTO "day_total" VALUES('EUR','2026-06-16','bank_matched',12000);
INSERT INTO "day_total" VALUES('EUR','2026-06-16','repayment',12000);
INSERT INTO "day_total" VALUES('EUR','2026-06-18','bank_line',-40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-18','bank_matched',-40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-18','reversal',40000);
INSERT INTO "day_total" VALUES('EUR','2026-06-20','repayment',22000);
CREATE TABLE entry (
	entry_id INTEGER NOT NULL, 
	loan_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value_on TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	due_on TEXT, 
	reverses INTEGER, 
	components TEXT NOT NULL, 
	transaction_id TEXT, 
	channel TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, inferred INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (entry_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(reverses) REFERENCES entry (entry_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "entry" VALUES(1,'C-0402','merchant_refund','2026-06-05',20000,NULL,NULL,'','credit:C-0402','','',2,NULL,0);
INSERT INTO "entry" VALUES(2,'C-0603','merchant_refund','2026-06-02',70000,NULL,NULL,'','credit:C-0603','','',2,NULL,0);
INSERT INTO "entry" VALUES(8,'L-0101','repayment','2026-03-10',100000,NULL,NULL,'','T-0101','','',2,NULL,0);
INSERT INTO "entry" VALUES(11,'L-0101','repayment','2026-05-12',100000,NULL,NULL,'','T-0102','','one transfer for both loans',2,NULL,0);
INSERT INTO "entry" VALUES(12,'L-0102','repayment','2026-05-12',80000,NULL,NULL,'','T-0102','','one transfer for both loans',2,NULL,0);
INSERT INTO "entry" VALUES(14,'L-0102','repayment','2026-06-02',120000,NULL,NULL,'','T-0103','','',2,NULL,0);
INSERT INTO "entry" VALUES(15,'L-0101','repayment','2026-06-02',130000,NULL,NULL,'','T-0103','','',2,NULL,0);
INSERT INTO "entry" VALUES(17,'L-0101','reversal','2026-06-09',130000,NULL,15,'','T-0104','','returned by the bank',2,NULL,0);
INSERT INTO "entry" VALUES(18,'L-0102','reversal','2026-06-09',120000,NULL,14,'','T-0104','','returned by the bank',2,NULL,0);
INSERT INTO "entry" VALUES(20,'L-0101','repayment','2026-06-15',70000,NULL,NULL,'','T-0105','','',2,NULL,0);
INSERT INTO "entry" VALUES(21,'L-0102','repayment','2026-06-15',80000,NULL,NULL,'','T-0105','','',2,NULL,0);
INSERT INTO "entry" VALUES(23,'I-0301','repayment','2026-05-28',150000,NULL,NULL,'','T-0301','','paid twice in part',2,NULL,0);
INSERT INTO "entry" VALUES(26,'L-0501','repayment','2026-06-05',150000,NULL,NULL,'','T-0501','','',2,NULL,0);
INSERT INTO "entry" VALUES(29,'L-0701','repayment','2026-01-20',79964,NULL,NULL,'','T-0701','','',2,NULL,0);
INSERT INTO "entry" VALUES(32,'L-0701','repayment','2026-02-20',79964,NULL,NULL,'','T-0702','','',2,NULL,0);
INSERT INTO "entry" VALUES(35,'L-0801','repayment','2026-02-25',54167,NULL,NULL,'','T-0801','','',2,NULL,0);
INSERT INTO "entry" VALUES(38,'L-1301','repayment','2026-05-12',32800,NULL,NULL,'','T-1301','','',2,NULL,0);
INSERT INTO "entry" VALUES(41,'L-1401','repayment','2026-04-15',40000,NULL,NULL,'','T-1401','','',2,NULL,0);
INSERT INTO "entry" VALUES(44,'L-1501','repayment','2026-05-20',18000,NULL,NULL,'','T-1501','','',2,NULL,0);
INSERT INTO "entry" VALUES(45,'L-1502','repayment','2026-05-20',15000,NULL,NULL,'','T-1501','','',2,NULL,0);
INSERT INTO "entry" VALUES(47,'L-1501','repayment','2026-06-20',7000,NULL,NULL,'','T-1502','','',2,NULL,0);
INSERT INTO "entry" VALUES(48,'L-1502','repayment','2026-06-20',15000,NULL,NULL,'','T-1502','','',2,NULL,0);
INSERT INTO "entry" VALUES(50,'L-1601','repayment','2026-04-10',104285,NULL,NULL,'','T-1601','','',2,NULL,0);
INSERT INTO "entry" VALUES(51,'L-1602','repayment','2026-04-10',25715,NULL,NULL,'','T-1601','','',2,NULL,0);
INSERT INTO "entry" VALUES(53,'L-1601','goodwill','2026-05-15',59999,NULL,NULL,'','T-1602','','for the delay at the branch',2,NULL,0);
INSERT INTO "entry" VALUES(54,'L-1602','goodwill','2026-05-15',30001,NULL,NULL,'','T-1602','','for the delay at the branch',2,NULL,0);
INSERT INTO "entry" VALUES(56,'L-1601','repayment','2026-05-18',40000,NULL,NULL,'','T-1603','','',2,NULL,0);
INSERT INTO "entry" VALUES(57,'L-1602','repayment','2026-05-18',20000,NULL,NULL,'','T-1603','','',2,NULL,0);
INSERT INTO "entry" VALUES(63,'RI-040','repayment','2026-05-03',90425,NULL,NULL,'','RT-040','','',3,NULL,0);
INSERT INTO "entry" VALUES(64,'RI-041','repayment','2026-05-03',34600,NULL,NULL,'','RT-040','','',3,NULL,0);
INSERT INTO "entry" VALUES(66,'RI-332','repayment','2026-05-08',123583,NULL,NULL,'','RT-331','','',3,NULL,0);
INSERT INTO "entry" VALUES(67,'RI-330','repayment','2026-05-08',11217,NULL,NULL,'','RT-331','','',3,NULL,0);
INSERT INTO "entry" VALUES(69,'RL-301','repayment','2026-05-12',73850,NULL,NULL,'','RT-300','','',3,NULL,0);
INSERT INTO "entry" VALUES(70,'RL-300','repayment','2026-05-12',79250,NULL,NULL,'','RT-300','','',3,NULL,0);
INSERT INTO "entry" VALUES(72,'RL-351','repayment','2026-05-13',113941,NULL,NULL,'','RT-350','','',3,NULL,0);
INSERT INTO "entry" VALUES(73,'RL-350','repayment','2026-05-13',45159,NULL,NULL,'','RT-350','','',3,NULL,0);
INSERT INTO "entry" VALUES(75,'RI-100','repayment','2026-05-16',65917,NULL,NULL,'','RT-100','','',3,NULL,0);
INSERT INTO "entry" VALUES(76,'RL-101','repayment','2026-05-16',30583,NULL,NULL,'','RT-100','','',3,NULL,0);
INSERT INTO "entry" VALUES(78,'RL-311','repayment','2026-05-16',84000,NULL,NULL,'','RT-310','','',3,NULL,0);
INSERT INTO "entry" VALUES(79,'RI-310','repayment','2026-05-16',34625,NULL,NULL,'','RT-310','','',3,NULL,0);
INSERT INTO "entry" VALUES(81,'RL-400','repayment','2026-05-21',65000,NULL,NULL,'','RT-401','','',3,NULL,0);
INSERT INTO "entry" VALUES(82,'RL-401','repayment','2026-05-21',17225,NULL,NULL,'','RT-401','','',3,NULL,0);
INSERT INTO "entry" VALUES(84,'RI-011','repayment','2026-05-22',14525,NULL,NULL,'','RT-011','','',3,NULL,0);
INSERT INTO "entry" VALUES(85,'RI-010','repayment','2026-05-22',46400,NULL,NULL,'','RT-011','','',3,NULL,0);
INSERT INTO "entry" VALUES(87,'RL-220','repayment','2026-05-23',45717,NULL,NULL,'','RT-221','','',3,NULL,0);
INSERT INTO "entry" VALUES(88,'RL-221','repayment','2026-05-23',128383,NULL,NULL,'','RT-221','','',3,NULL,0);
INSERT INTO "entry" VALUES(90,'RI-310','repayment','2026-05-23',22025,NULL,NULL,'','RT-311','','',3,NULL,0);
INSERT INTO "entry" VALUES(91,'RL-311','repayment','2026-05-23',109075,NULL,NULL,'','RT-311','','',3,NULL,0);
INSERT INTO "entry" VALUES(93,'RL-320','repayment','2026-05-24',56420,NULL,NULL,'','RT-320','','',3,NULL,0);
INSERT INTO "entry" VALUES(94,'RL-321','repayment','2026-05-24',119480,NULL,NULL,'','RT-320','','',3,NULL,0);
INSERT INTO "entry" VALUES(96,'RL-370','repayment','2026-05-24',135083,NULL,NULL,'','RT-370','','',3,NULL,0);
INSERT INTO "entry" VALUES(97,'RI-371','repayment','2026-05-24',22017,NULL,NULL,'','RT-370','','',3,NULL,0);
INSERT INTO "entry" VALUES(99,'RI-150','repayment','2026-05-27',30850,NULL,NULL,'','RT-150','','',3,NULL,0);
INSERT INTO "entry" VALUES(100,'RI-151','repayment','2026-05-27',9475,NULL,NULL,'','RT-150','','',3,NULL,0);
INSERT INTO "entry" VALUES(102,'RI-331','repayment','2026-05-29',20317,NULL,NULL,'','RT-330','','',3,NULL,0);
INSERT INTO "entry" VALUES(103,'RI-332','repayment','2026-05-29',383,NULL,NULL,'','RT-330','','',3,NULL,0);
INSERT INTO "entry" VALUES(105,'RL-180','repayment','2026-06-01',20950,NULL,NULL,'','RT-180','','',3,NULL,0);
INSERT INTO "entry" VALUES(106,'RL-181','repayment','2026-06-01',26375,NULL,NULL,'','RT-180','','',3,NULL,0);
INSERT INTO "entry" VALUES(108,'RL-340','repayment','2026-06-01',158794,NULL,NULL,'','RT-340','','',3,NULL,0);
INSERT INTO "entry" VALUES(109,'RI-341','repayment','2026-06-01',5631,NULL,NULL,'','RT-340','','',3,NULL,0);
INSERT INTO "entry" VALUES(111,'RL-241','repayment','2026-06-02',71940,NULL,NULL,'','RT-241','','',3,NULL,0);
INSERT INTO "entry" VALUES(112,'RL-240','repayment','2026-06-02',30060,NULL,NULL,'','RT-241','','',3,NULL,0);
INSERT INTO "entry" VALUES(114,'RL-130','repayment','2026-06-03',129300,NULL,NULL,'','RT-130','','',3,NULL,0);
INSERT INTO "entry" VALUES(115,'RI-131','repayment','2026-06-03',39700,NULL,NULL,'','RT-130','','',3,NULL,0);
INSERT INTO "entry" VALUES(117,'RL-291','repayment','2026-06-05',66450,NULL,NULL,'','RT-290','','',3,NULL,0);
INSERT INTO "entry" VALUES(118,'RI-292','repayment','2026-06-05',49750,NULL,NULL,'','RT-290','','',3,NULL,0);
INSERT INTO "entry" VALUES(120,'RL-240','repayment','2026-06-06',17190,NULL,NULL,'','RT-242','','',3,NULL,0);
INSERT INTO "entry" VALUES(121,'RL-241','repayment','2026-06-06',43010,NULL,NULL,'','RT-242','','',3,NULL,0);
INSERT INTO "entry" VALUES(123,'RI-211','repayment','2026-06-09',79700,NULL,NULL,'','RT-210','','',3,NULL,0);
INSERT INTO "entry" VALUES(124,'RI-210','repayment','2026-06-09',32600,NULL,NULL,'','RT-210','','',3,NULL,0);
INSERT INTO "entry" VALUES(126,'RI-362','repayment','2026-06-09',137691,NULL,NULL,'','RT-360','','',3,NULL,0);
INSERT INTO "entry" VALUES(127,'RI-361','repayment','2026-06-09',20217,NULL,NULL,'','RT-360','','',3,NULL,0);
INSERT INTO "entry" VALUES(128,'RI-360','repayment','2026-06-09',17817,NULL,NULL,'','RT-360','','',3,NULL,0);
INSERT INTO "entry" VALUES(129,'RL-241','repayment','2026-06-10',57800,NULL,NULL,'','RT-240','','',3,NULL,0);
INSERT INTO "entry" VALUES(130,'RL-240','repayment','2026-06-10',45900,NULL,NULL,'','RT-240','','',3,NULL,0);
INSERT INTO "entry" VALUES(132,'RL-221','repayment','2026-06-12',83092,NULL,NULL,'','RT-220','','',3,NULL,0);
INSERT INTO "entry" VALUES(133,'RL-220','repayment','2026-06-12',88833,NULL,NULL,'','RT-220','','',3,NULL,0);
INSERT INTO "entry" VALUES(135,'RL-270','repayment','2026-06-13',43333,NULL,NULL,'','RT-270','','',3,NULL,0);
INSERT INTO "entry" VALUES(136,'RI-271','repayment','2026-06-13',11392,NULL,NULL,'','RT-270','','',3,NULL,0);
INSERT INTO "entry" VALUES(138,'RL-141','repayment','2026-06-16',51750,NULL,NULL,'','RT-141','','',3,NULL,0);
INSERT INTO "entry" VALUES(139,'RL-140','repayment','2026-06-16',30050,NULL,NULL,'','RT-141','','',3,NULL,0);
INSERT INTO "entry" VALUES(141,'RL-190','repayment','2026-06-18',114400,NULL,NULL,'','RT-191','','',3,NULL,0);
INSERT INTO "entry" VALUES(142,'RI-191','repayment','2026-06-18',48700,NULL,NULL,'','RT-191','','',3,NULL,0);
INSERT INTO "entry" VALUES(144,'RL-090','repayment','2026-06-19',58000,NULL,NULL,'','RT-090','','',3,NULL,0);
INSERT INTO "entry" VALUES(145,'RI-091','repayment','2026-06-19',74000,NULL,NULL,'','RT-090','','',3,NULL,0);
INSERT INTO "entry" VALUES(147,'RL-121','repayment','2026-06-23',61508,NULL,NULL,'','RT-121','','',3,NULL,0);
INSERT INTO "entry" VALUES(148,'RI-120','repayment','2026-06-23',67917,NULL,NULL,'','RT-121','','',3,NULL,0);
INSERT INTO "entry" VALUES(150,'RL-050','repayment','2026-06-29',51386,NULL,NULL,'','RT-050','','',3,NULL,0);
INSERT INTO "entry" VALUES(151,'RI-051','repayment','2026-06-29',1214,NULL,NULL,'','RT-050','','',3,NULL,0);
INSERT INTO "entry" VALUES(153,'RL-140','repayment','2026-06-29',149950,NULL,NULL,'','RT-142','','',3,NULL,0);
INSERT INTO "entry" VALUES(154,'RL-141','repayment','2026-06-29',9275,NULL,NULL,'','RT-142','','',3,NULL,0);
INSERT INTO "entry" VALUES(156,'RI-271','repayment','2026-06-29',53558,NULL,NULL,'','RT-271','','',3,NULL,0);
INSERT INTO "entry" VALUES(157,'RL-270','repayment','2026-06-29',77567,NULL,NULL,'','RT-271','','',3,NULL,0);
INSERT INTO "entry" VALUES(159,'RL-390','repayment','2026-06-29',24000,NULL,NULL,'','RT-390','','',3,NULL,0);
INSERT INTO "entry" VALUES(160,'RI-391','repayment','2026-06-29',14150,NULL,NULL,'','RT-390','','',3,NULL,0);
INSERT INTO "entry" VALUES(161,'RI-392','repayment','2026-06-29',15475,NULL,NULL,'','RT-390','','',3,NULL,0);
INSERT INTO "entry" VALUES(162,'I-1201','repayment','2026-04-10',100000,NULL,NULL,'','settlement:I-1201','','',4,NULL,0);
INSERT INTO "entry" VALUES(163,'I-1203','repayment','2026-03-10',45000,NULL,NULL,'','settlement:I-1203','','',4,NULL,0);
INSERT INTO "entry" VALUES(164,'I-0201','repayment','2026-06-10',40000,NULL,NULL,'',NULL,'bank','bank line 1',6,NULL,0);
INSERT INTO "entry" VALUES(165,'I-0202','repayment','2026-06-10',20000,NULL,NULL,'',NULL,'bank','bank line 1',6,NULL,0);
INSERT INTO "entry" VALUES(166,'I-0901','repayment','2026-06-12',15000,NULL,NULL,'',NULL,'bank','bank line 2',7,NULL,0);
INSERT INTO "entry" VALUES(167,'I-0902','repayment','2026-06-12',25000,NULL,NULL,'',NULL,'bank','bank line 2',7,NULL,0);
INSERT INTO "entry" VALUES(168,'I-0202','repayment','2026-06-16',2000,NULL,NULL,'',NULL,'bank','bank line 3',8,NULL,0);
INSERT INTO "entry" VALUES(169,'I-0203','repayment','2026-06-16',10000,NULL,NULL,'',NULL,'bank','bank line 3',8,NULL,0);
INSERT INTO "entry" VALUES(170,'I-0901','reversal','2026-06-18',15000,NULL,166,'',NULL,'bank','bank line 4',9,NULL,0);
INSERT INTO "entry" VALUES(171,'I-0902','reversal','2026-06-18',25000,NULL,167,'',NULL,'bank','bank line 4',9,NULL,0);
INSERT INTO "entry" VALUES(172,'JJ-1001','opening','2026-06-25',120000,'2026-06-05',NULL,'principal',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(173,'JJ-1001','opening','2026-06-25',680000,'9999-12-31',NULL,'principal',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(174,'JJ-1001','opening','2026-06-25',6000,'2026-06-05',NULL,'interest',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(175,'JJ-1101','opening','2026-06-25',200000,'2026-05-11',NULL,'principal',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(176,'JJ-1101','opening','2026-06-25',750000,'9999-12-31',NULL,'principal',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(177,'JJ-1101','opening','2026-06-25',9000,'2026-05-11',NULL,'interest',NULL,'','',16,NULL,1);
INSERT INTO "entry" VALUES(178,'JJ-1001','repayment','2026-06-26',40000,NULL,NULL,'',NULL,'cash','',17,NULL,0);
INSERT INTO "entry" VALUES(179,'JJ-1001','opening','2026-06-26',34000,'2026-06-25',NULL,'principal',NULL,'','',18,NULL,1);
INSERT INTO "entry" VALUES(180,'JJ-1001','opening','2026-06-26',6000,'2026-06-25',NULL,'interest',NULL,'','',18,NULL,1);
INSERT INTO "entry" VALUES(181,'JJ-1101','repayment','2026-06-27',50000,NULL,NULL,'',NULL,'cash','',19,NULL,0);
INSERT INTO "entry" VALUES(182,'JJ-1101','repayment','2026-06-27',30000,NULL,NULL,'',NULL,'cash','',20,NULL,0);
INSERT INTO "entry" VALUES(183,'JJ-1101','opening','2026-06-29',21000,'2026-06-28',NULL,'principal',NULL,'','',21,NULL,1);
INSERT INTO "entry" VALUES(184,'JJ-1101','opening','2026-06-29',9000,'2026-06-28',NULL,'interest',NULL,'','',21,NULL,1);
INSERT INTO "entry" VALUES(185,'L-0102','repayment','2026-06-26',25000,NULL,NULL,'',NULL,'cash','',22,NULL,0);
INSERT INTO "entry" VALUES(186,'L-1401','fee','2026-06-29',2500,'2026-06-29',NULL,'',NULL,'','returned debit',23,NULL,0);
CREATE TABLE hold (
	hold_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	loan_id TEXT, 
	seq INTEGER, 
	kind TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	until_on TEXT, 
	stops TEXT NOT NULL, 
	contact_id INTEGER, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (hold_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (contact_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "hold" VALUES(1,'K-06','I-0602',NULL,'dispute','2026-06-23','2026-07-15','contact ladder',4,'wants the delivery note',13,NULL);
INSERT INTO "hold" VALUES(2,'K-13',NULL,NULL,'hardship','2026-06-20','2026-07-20','ladder',NULL,'illness',14,NULL);
CREATE TABLE hold_release (
	hold_release_id INTEGER NOT NULL, 
	hold_id INTEGER NOT NULL, 
	released_on TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (hold_release_id), 
	FOREIGN KEY(hold_id) REFERENCES hold (hold_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE imported_file (
	file_id INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	options TEXT NOT NULL, 
	rows_read INTEGER NOT NULL, 
	rows_new INTEGER NOT NULL, 
	rows_changed INTEGER NOT NULL, 
	rows_unchanged INTEGER NOT NULL, 
	rows_rejected INTEGER NOT NULL, 
	voided_by INTEGER, archived TEXT, 
	PRIMARY KEY (file_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "imported_file" VALUES(1,2,'customers','customers.csv','22e8c25509089d62594afbb0b21cdbcbb0547339219112859d146e2a75e58f27','{}',14,14,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(2,2,'loans','loans.csv','982196e36455303d9b480fe527783cdd0ac7198445a21de8057223baa588d0b4','{}',14,14,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(3,2,'invoices','invoices.csv','14cde91cae4112945d2a4d38533ba8f48c51b9d819bbea71f1599d278098446e','{}',12,12,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(4,2,'transactions','transactions.csv','abd676cf6a7472c5d5dfc630da168174aa4c576c391a7e6f63908d6876e5d7eb','{}',17,17,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(5,3,'loans','random-loans.csv','78edc0552542b9493656a87a484067a49dd8e4ffbc31410bac8191a59d23bbca','{}',47,47,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(6,3,'invoices','random-invoices.csv','8cd58e72716522845b82a7ec48c3affd1d853912d07be38a8c9cc5b4892ebab5','{}',40,40,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(7,3,'transactions','random-transactions.csv','279601c5b4f87d7ee31e63e3e4a9e49512ff8af82cadd5a8c9818564a078e932','{}',33,33,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(8,4,'invoices','undated.csv','acee4b9ae06c4346dd7f578f325f52b461164f61414bfdc6df4ce6817610b199','{}',3,3,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(9,5,'statement','june.sta','c2ed7d6b1417a0fd8a59b492d2e61bbf03d0bb03cbe8cdf5bca56bcddd7d45ef','{"currency": "EUR"}',4,4,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(10,16,'snapshot','list-2026-06-25.csv','0bafc4bd945ba66073c5cf92a00ff0c6212dc8326b1cff811532dae3ae437d2a','{"scope": "complete"}',2,2,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(11,18,'snapshot','list-2026-06-26.csv','cbfd7c26e0a1963ec6d6cc94f041f8dba4670153245aabf3ad7008605afe312a','{"scope": "complete"}',2,2,0,0,0,NULL,NULL);
INSERT INTO "imported_file" VALUES(12,21,'snapshot','list-2026-06-29.csv','dfd39d68824aab220a5a3624d334efd2a8bfbba1bba7c816a14d428784ad2c32','{"scope": "complete"}',2,2,0,0,0,NULL,NULL);
CREATE TABLE instalment (
	loan_id TEXT NOT NULL, 
	plan_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	due_on TEXT NOT NULL, 
	principal INTEGER NOT NULL, 
	interest INTEGER NOT NULL, 
	fee INTEGER NOT NULL, 
	PRIMARY KEY (loan_id, plan_id, seq), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (plan_id)
)
 WITHOUT ROWID

;
INSERT INTO "instalment" VALUES('I-0201',15,1,'2026-05-20',40000,0,0);
INSERT INTO "instalment" VALUES('I-0202',16,1,'2026-05-31',30000,0,0);
INSERT INTO "instalment" VALUES('I-0203',17,1,'2026-06-24',25000,0,0);
INSERT INTO "instalment" VALUES('I-0301',18,1,'2026-05-15',100000,0,0);
INSERT INTO "instalment" VALUES('I-0302',19,1,'2026-06-19',30000,0,0);
INSERT INTO "instalment" VALUES('I-0401',20,1,'2026-06-01',50000,0,0);
INSERT INTO "instalment" VALUES('I-0601',21,1,'2026-05-01',80000,0,0);
INSERT INTO "instalment" VALUES('I-0602',22,1,'2026-05-20',60000,0,0);
INSERT INTO "instalment" VALUES('I-0901',23,1,'2026-05-05',15000,0,0);
INSERT INTO "instalment" VALUES('I-0902',24,1,'2026-05-25',35000,0,0);
INSERT INTO "instalment" VALUES('I-1201',112,1,'2026-05-10',212040,0,0);
INSERT INTO "instalment" VALUES('I-1202',113,1,'2026-06-09',88000,0,0);
INSERT INTO "instalment" VALUES('I-1203',114,1,'2026-04-09',45000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,1,'2026-03-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,2,'2026-04-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,3,'2026-05-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,4,'2026-06-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,5,'2026-07-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0101',1,6,'2026-08-10',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,1,'2026-04-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,2,'2026-05-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,3,'2026-06-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,4,'2026-07-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,5,'2026-08-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,6,'2026-09-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,7,'2026-10-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,8,'2026-11-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,9,'2026-12-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,10,'2027-01-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,11,'2027-02-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0102',2,12,'2027-03-20',100000,0,0);
INSERT INTO "instalment" VALUES('L-0501',3,1,'2026-06-05',100000,0,0);
INSERT INTO "instalment" VALUES('L-0502',4,1,'2026-06-08',50000,0,0);
INSERT INTO "instalment" VALUES('L-0701',5,1,'2026-01-20',70964,9000,0);
INSERT INTO "instalment" VALUES('L-0701',5,2,'2026-02-20',71674,8290,0);
INSERT INTO "instalment" VALUES('L-0701',5,3,'2026-03-20',72390,7574,0);
INSERT INTO "instalment" VALUES('L-0701',5,4,'2026-04-20',73114,6850,0);
INSERT INTO "instalment" VALUES('L-0701',5,5,'2026-05-20',73845,6119,0);
INSERT INTO "instalment" VALUES('L-0701',5,6,'2026-06-20',74584,5380,0);
INSERT INTO "instalment" VALUES('L-0701',5,7,'2026-07-20',75330,4634,0);
INSERT INTO "instalment" VALUES('L-0701',5,8,'2026-08-20',76083,3881,0);
INSERT INTO "instalment" VALUES('L-0701',5,9,'2026-09-20',76844,3120,0);
INSERT INTO "instalment" VALUES('L-0701',5,10,'2026-10-20',77612,2352,0);
INSERT INTO "instalment" VALUES('L-0701',5,11,'2026-11-20',78388,1576,0);
INSERT INTO "instalment" VALUES('L-0701',5,12,'2026-12-20',79172,792,0);
INSERT INTO "instalment" VALUES('L-0801',6,1,'2026-02-25',50000,4167,0);
INSERT INTO "instalment" VALUES('L-0801',6,2,'2026-03-25',50000,3750,0);
INSERT INTO "instalment" VALUES('L-0801',6,3,'2026-04-25',50000,3333,0);
INSERT INTO "instalment" VALUES('L-0801',6,4,'2026-05-25',50000,2917,0);
INSERT INTO "instalment" VALUES('L-0801',6,5,'2026-06-25',50000,2500,0);
INSERT INTO "instalment" VALUES('L-0801',6,6,'2026-07-25',50000,2083,0);
INSERT INTO "instalment" VALUES('L-0801',6,7,'2026-08-25',50000,1667,0);
INSERT INTO "instalment" VALUES('L-0801',6,8,'2026-09-25',50000,1250,0);
INSERT INTO "instalment" VALUES('L-0801',6,9,'2026-10-25',50000,833,0);
INSERT INTO "instalment" VALUES('L-0801',6,10,'2026-11-25',50000,417,0);
INSERT INTO "instalment" VALUES('L-0802',7,1,'2026-06-25',30000,2500,0);
INSERT INTO "instalment" VALUES('L-0802',7,2,'2026-07-25',30000,2250,0);
INSERT INTO "instalment" VALUES('L-0802',7,3,'2026-08-25',30000,2000,0);
INSERT INTO "instalment" VALUES('L-0802',7,4,'2026-09-25',30000,1750,0);
INSERT INTO "instalment" VALUES('L-0802',7,5,'2026-10-25',30000,1500,0);
INSERT INTO "instalment" VALUES('L-0802',7,6,'2026-11-25',30000,1250,0);
INSERT INTO "instalment" VALUES('L-0802',7,7,'2026-12-25',30000,1000,0);
INSERT INTO "instalment" VALUES('L-0802',7,8,'2027-01-25',30000,750,0);
INSERT INTO "instalment" VALUES('L-0802',7,9,'2027-02-25',30000,500,0);
INSERT INTO "instalment" VALUES('L-0802',7,10,'2027-03-25',30000,250,0);
INSERT INTO "instalment" VALUES('L-1301',8,1,'2026-05-12',27800,5000,0);
INSERT INTO "instalment" VALUES('L-1301',8,2,'2026-06-12',27800,4722,0);
INSERT INTO "instalment" VALUES('L-1301',8,3,'2026-07-12',27800,4444,0);
INSERT INTO "instalment" VALUES('L-1301',8,4,'2026-08-12',27800,4166,0);
INSERT INTO "instalment" VALUES('L-1301',8,5,'2026-09-12',27800,3888,0);
INSERT INTO "instalment" VALUES('L-1301',8,6,'2026-10-12',27800,3610,0);
INSERT INTO "instalment" VALUES('L-1301',8,7,'2026-11-12',27800,3332,0);
INSERT INTO "instalment" VALUES('L-1301',8,8,'2026-12-12',27800,3054,0);
INSERT INTO "instalment" VALUES('L-1301',8,9,'2027-01-12',27800,2776,0);
INSERT INTO "instalment" VALUES('L-1301',8,10,'2027-02-12',27800,2498,0);
INSERT INTO "instalment" VALUES('L-1301',8,11,'2027-03-12',27800,2220,0);
INSERT INTO "instalment" VALUES('L-1301',8,12,'2027-04-12',27800,1942,0);
INSERT INTO "instalment" VALUES('L-1301',8,13,'2027-05-12',27800,1664,0);
INSERT INTO "instalment" VALUES('L-1301',8,14,'2027-06-12',27800,1386,0);
INSERT INTO "instalment" VALUES('L-1301',8,15,'2027-07-12',27800,1108,0);
INSERT INTO "instalment" VALUES('L-1301',8,16,'2027-08-12',27800,830,0);
INSERT INTO "instalment" VALUES('L-1301',8,17,'2027-09-12',27800,552,0);
INSERT INTO "instalment" VALUES('L-1301',8,18,'2027-10-12',27400,274,0);
INSERT INTO "instalment" VALUES('L-1401',9,1,'2026-04-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1401',9,2,'2026-05-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1401',9,3,'2026-06-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1401',9,4,'2026-07-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1401',9,5,'2026-08-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1401',9,6,'2026-09-15',40000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,1,'2026-04-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,2,'2026-05-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,3,'2026-06-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,4,'2026-07-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,5,'2026-08-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1501',10,6,'2026-09-18',10000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,1,'2026-05-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,2,'2026-06-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,3,'2026-07-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,4,'2026-08-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,5,'2026-09-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1502',11,6,'2026-10-02',15000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,1,'2026-05-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,2,'2026-06-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,3,'2026-07-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,4,'2026-08-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,5,'2026-09-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1503',12,6,'2026-10-02',50000,0,0);
INSERT INTO "instalment" VALUES('L-1601',13,1,'2026-03-01',47853,5000,0);
INSERT INTO "instalment" VALUES('L-1601',13,2,'2026-04-01',48451,4402,0);
INSERT INTO "instalment" VALUES('L-1601',13,3,'2026-05-01',49057,3796,0);
INSERT INTO "instalment" VALUES('L-1601',13,4,'2026-06-01',49670,3183,0);
INSERT INTO "instalment" VALUES('L-1601',13,5,'2026-07-01',50291,2562,0);
INSERT INTO "instalment" VALUES('L-1601',13,6,'2026-08-01',50920,1933,0);
INSERT INTO "instalment" VALUES('L-1601',13,7,'2026-09-01',51556,1297,0);
INSERT INTO "instalment" VALUES('L-1601',13,8,'2026-10-01',52202,653,0);
INSERT INTO "instalment" VALUES('L-1602',14,1,'2026-04-01',23927,2500,0);
INSERT INTO "instalment" VALUES('L-1602',14,2,'2026-05-01',24226,2201,0);
INSERT INTO "instalment" VALUES('L-1602',14,3,'2026-06-01',24529,1898,0);
INSERT INTO "instalment" VALUES('L-1602',14,4,'2026-07-01',24836,1591,0);
INSERT INTO "instalment" VALUES('L-1602',14,5,'2026-08-01',25146,1281,0);
INSERT INTO "instalment" VALUES('L-1602',14,6,'2026-09-01',25460,967,0);
INSERT INTO "instalment" VALUES('L-1602',14,7,'2026-10-01',25779,648,0);
INSERT INTO "instalment" VALUES('L-1602',14,8,'2026-11-01',26097,326,0);
INSERT INTO "instalment" VALUES('RI-010',72,1,'2026-05-21',46400,0,0);
INSERT INTO "instalment" VALUES('RI-011',73,1,'2026-04-19',14050,0,0);
INSERT INTO "instalment" VALUES('RI-020',74,1,'2026-06-20',70200,0,0);
INSERT INTO "instalment" VALUES('RI-040',75,1,'2026-04-28',69900,0,0);
INSERT INTO "instalment" VALUES('RI-041',76,1,'2026-05-03',34600,0,0);
INSERT INTO "instalment" VALUES('RI-051',77,1,'2026-05-03',20000,0,0);
INSERT INTO "instalment" VALUES('RI-070',78,1,'2026-06-28',68950,0,0);
INSERT INTO "instalment" VALUES('RI-081',79,1,'2026-04-07',46450,0,0);
INSERT INTO "instalment" VALUES('RI-091',80,1,'2026-05-23',74000,0,0);
INSERT INTO "instalment" VALUES('RI-100',81,1,'2026-04-12',65917,0,0);
INSERT INTO "instalment" VALUES('RI-110',82,1,'2026-04-15',36050,0,0);
INSERT INTO "instalment" VALUES('RI-120',83,1,'2026-06-01',67917,0,0);
INSERT INTO "instalment" VALUES('RI-131',84,1,'2026-05-21',39700,0,0);
INSERT INTO "instalment" VALUES('RI-150',85,1,'2026-04-20',30850,0,0);
INSERT INTO "instalment" VALUES('RI-151',86,1,'2026-05-02',18100,0,0);
INSERT INTO "instalment" VALUES('RI-161',87,1,'2026-06-28',23717,0,0);
INSERT INTO "instalment" VALUES('RI-191',88,1,'2026-06-13',48700,0,0);
INSERT INTO "instalment" VALUES('RI-200',89,1,'2026-04-04',8900,0,0);
INSERT INTO "instalment" VALUES('RI-210',90,1,'2026-05-31',32600,0,0);
INSERT INTO "instalment" VALUES('RI-211',91,1,'2026-04-15',47117,0,0);
INSERT INTO "instalment" VALUES('RI-231',92,1,'2026-06-25',9250,0,0);
INSERT INTO "instalment" VALUES('RI-250',93,1,'2026-06-06',68517,0,0);
INSERT INTO "instalment" VALUES('RI-260',94,1,'2026-06-07',61500,0,0);
INSERT INTO "instalment" VALUES('RI-271',95,1,'2026-05-25',64950,0,0);
INSERT INTO "instalment" VALUES('RI-280',96,1,'2026-06-21',85400,0,0);
INSERT INTO "instalment" VALUES('RI-290',97,1,'2026-06-10',68900,0,0);
INSERT INTO "instalment" VALUES('RI-292',98,1,'2026-05-12',49750,0,0);
INSERT INTO "instalment" VALUES('RI-310',99,1,'2026-04-30',56650,0,0);
INSERT INTO "instalment" VALUES('RI-330',100,1,'2026-04-29',11217,0,0);
INSERT INTO "instalment" VALUES('RI-331',101,1,'2026-06-19',20317,0,0);
INSERT INTO "instalment" VALUES('RI-332',102,1,'2026-04-21',76850,0,0);
INSERT INTO "instalment" VALUES('RI-341',103,1,'2026-04-16',66700,0,0);
INSERT INTO "instalment" VALUES('RI-360',104,1,'2026-06-16',17817,0,0);
INSERT INTO "instalment" VALUES('RI-361',105,1,'2026-05-28',20217,0,0);
INSERT INTO "instalment" VALUES('RI-362',106,1,'2026-05-08',83800,0,0);
INSERT INTO "instalment" VALUES('RI-371',107,1,'2026-04-09',22017,0,0);
INSERT INTO "instalment" VALUES('RI-381',108,1,'2026-06-24',25450,0,0);
INSERT INTO "instalment" VALUES('RI-391',109,1,'2026-06-07',14150,0,0);
INSERT INTO "instalment" VALUES('RI-392',110,1,'2026-06-27',78400,0,0);
INSERT INTO "instalment" VALUES('RI-402',111,1,'2026-05-03',56950,0,0);
INSERT INTO "instalment" VALUES('RL-021',25,1,'2026-03-12',25000,1979,0);
INSERT INTO "instalment" VALUES('RL-021',25,2,'2026-04-12',25000,1781,0);
INSERT INTO "instalment" VALUES('RL-021',25,3,'2026-05-12',25000,1583,0);
INSERT INTO "instalment" VALUES('RL-021',25,4,'2026-06-12',25000,1385,0);
INSERT INTO "instalment" VALUES('RL-021',25,5,'2026-07-12',25000,1188,0);
INSERT INTO "instalment" VALUES('RL-021',25,6,'2026-08-12',25000,990,0);
INSERT INTO "instalment" VALUES('RL-021',25,7,'2026-09-12',25000,792,0);
INSERT INTO "instalment" VALUES('RL-021',25,8,'2026-10-12',25000,594,0);
INSERT INTO "instalment" VALUES('RL-021',25,9,'2026-11-12',25000,396,0);
INSERT INTO "instalment" VALUES('RL-021',25,10,'2026-12-12',25000,198,0);
INSERT INTO "instalment" VALUES('RL-030',26,1,'2026-04-24',55000,2200,0);
INSERT INTO "instalment" VALUES('RL-030',26,2,'2026-05-24',55000,1650,0);
INSERT INTO "instalment" VALUES('RL-030',26,3,'2026-06-24',55000,1100,0);
INSERT INTO "instalment" VALUES('RL-030',26,4,'2026-07-24',55000,550,0);
INSERT INTO "instalment" VALUES('RL-031',27,1,'2026-04-25',36667,0,0);
INSERT INTO "instalment" VALUES('RL-031',27,2,'2026-05-25',36667,0,0);
INSERT INTO "instalment" VALUES('RL-031',27,3,'2026-06-25',36667,0,0);
INSERT INTO "instalment" VALUES('RL-031',27,4,'2026-07-25',36667,0,0);
INSERT INTO "instalment" VALUES('RL-031',27,5,'2026-08-25',36667,0,0);
INSERT INTO "instalment" VALUES('RL-031',27,6,'2026-09-25',36665,0,0);
INSERT INTO "instalment" VALUES('RL-050',28,1,'2026-05-08',25000,792,0);
INSERT INTO "instalment" VALUES('RL-050',28,2,'2026-06-08',25000,594,0);
INSERT INTO "instalment" VALUES('RL-050',28,3,'2026-07-08',25000,396,0);
INSERT INTO "instalment" VALUES('RL-050',28,4,'2026-08-08',25000,198,0);
INSERT INTO "instalment" VALUES('RL-060',29,1,'2026-03-21',93333,2800,0);
INSERT INTO "instalment" VALUES('RL-060',29,2,'2026-04-21',93333,1867,0);
INSERT INTO "instalment" VALUES('RL-060',29,3,'2026-05-21',93334,933,0);
INSERT INTO "instalment" VALUES('RL-061',30,1,'2026-05-06',18333,871,0);
INSERT INTO "instalment" VALUES('RL-061',30,2,'2026-06-06',18333,726,0);
INSERT INTO "instalment" VALUES('RL-061',30,3,'2026-07-06',18333,581,0);
INSERT INTO "instalment" VALUES('RL-061',30,4,'2026-08-06',18333,435,0);
INSERT INTO "instalment" VALUES('RL-061',30,5,'2026-09-06',18333,290,0);
INSERT INTO "instalment" VALUES('RL-061',30,6,'2026-10-06',18335,145,0);
INSERT INTO "instalment" VALUES('RL-071',31,1,'2026-05-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,2,'2026-06-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,3,'2026-07-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,4,'2026-08-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,5,'2026-09-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,6,'2026-10-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,7,'2026-11-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,8,'2026-12-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,9,'2027-01-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-071',31,10,'2027-02-03',29000,0,0);
INSERT INTO "instalment" VALUES('RL-080',32,1,'2026-05-03',48333,2900,0);
INSERT INTO "instalment" VALUES('RL-080',32,2,'2026-06-03',48333,2417,0);
INSERT INTO "instalment" VALUES('RL-080',32,3,'2026-07-03',48333,1933,0);
INSERT INTO "instalment" VALUES('RL-080',32,4,'2026-08-03',48333,1450,0);
INSERT INTO "instalment" VALUES('RL-080',32,5,'2026-09-03',48333,967,0);
INSERT INTO "instalment" VALUES('RL-080',32,6,'2026-10-03',48335,483,0);
INSERT INTO "instalment" VALUES('RL-090',33,1,'2026-03-01',7000,700,0);
INSERT INTO "instalment" VALUES('RL-090',33,2,'2026-04-01',7000,630,0);
INSERT INTO "instalment" VALUES('RL-090',33,3,'2026-05-01',7000,560,0);
INSERT INTO "instalment" VALUES('RL-090',33,4,'2026-06-01',7000,490,0);
INSERT INTO "instalment" VALUES('RL-090',33,5,'2026-07-01',7000,420,0);
INSERT INTO "instalment" VALUES('RL-090',33,6,'2026-08-01',7000,350,0);
INSERT INTO "instalment" VALUES('RL-090',33,7,'2026-09-01',7000,280,0);
INSERT INTO "instalment" VALUES('RL-090',33,8,'2026-10-01',7000,210,0);
INSERT INTO "instalment" VALUES('RL-090',33,9,'2026-11-01',7000,140,0);
INSERT INTO "instalment" VALUES('RL-090',33,10,'2026-12-01',7000,70,0);
INSERT INTO "instalment" VALUES('RL-101',34,1,'2026-04-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,2,'2026-05-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,3,'2026-06-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,4,'2026-07-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,5,'2026-08-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,6,'2026-09-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,7,'2026-10-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,8,'2026-11-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,9,'2026-12-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-101',34,10,'2027-01-16',20000,0,0);
INSERT INTO "instalment" VALUES('RL-111',35,1,'2026-02-08',50000,1500,0);
INSERT INTO "instalment" VALUES('RL-111',35,2,'2026-03-08',50000,1000,0);
INSERT INTO "instalment" VALUES('RL-111',35,3,'2026-04-08',50000,500,0);
INSERT INTO "instalment" VALUES('RL-121',36,1,'2026-02-13',20000,600,0);
INSERT INTO "instalment" VALUES('RL-121',36,2,'2026-03-13',20000,400,0);
INSERT INTO "instalment" VALUES('RL-121',36,3,'2026-04-13',20000,200,0);
INSERT INTO "instalment" VALUES('RL-130',37,1,'2026-04-03',16667,792,0);
INSERT INTO "instalment" VALUES('RL-130',37,2,'2026-05-03',16667,660,0);
INSERT INTO "instalment" VALUES('RL-130',37,3,'2026-06-03',16667,528,0);
INSERT INTO "instalment" VALUES('RL-130',37,4,'2026-07-03',16667,396,0);
INSERT INTO "instalment" VALUES('RL-130',37,5,'2026-08-03',16667,264,0);
INSERT INTO "instalment" VALUES('RL-130',37,6,'2026-09-03',16665,132,0);
INSERT INTO "instalment" VALUES('RL-140',38,1,'2026-03-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-140',38,2,'2026-04-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-140',38,3,'2026-05-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-140',38,4,'2026-06-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-140',38,5,'2026-07-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-140',38,6,'2026-08-24',45000,0,0);
INSERT INTO "instalment" VALUES('RL-141',39,1,'2026-05-14',25000,1000,0);
INSERT INTO "instalment" VALUES('RL-141',39,2,'2026-06-14',25000,750,0);
INSERT INTO "instalment" VALUES('RL-141',39,3,'2026-07-14',25000,500,0);
INSERT INTO "instalment" VALUES('RL-141',39,4,'2026-08-14',25000,250,0);
INSERT INTO "instalment" VALUES('RL-160',40,1,'2026-02-25',25000,1000,0);
INSERT INTO "instalment" VALUES('RL-160',40,2,'2026-03-25',25000,750,0);
INSERT INTO "instalment" VALUES('RL-160',40,3,'2026-04-25',25000,500,0);
INSERT INTO "instalment" VALUES('RL-160',40,4,'2026-05-25',25000,250,0);
INSERT INTO "instalment" VALUES('RL-170',41,1,'2026-02-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-170',41,2,'2026-03-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-170',41,3,'2026-04-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-170',41,4,'2026-05-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-170',41,5,'2026-06-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-170',41,6,'2026-07-15',40000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,1,'2026-04-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,2,'2026-05-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,3,'2026-06-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,4,'2026-07-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,5,'2026-08-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,6,'2026-09-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,7,'2026-10-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,8,'2026-11-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,9,'2026-12-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-171',42,10,'2027-01-22',27000,0,0);
INSERT INTO "instalment" VALUES('RL-180',43,1,'2026-02-22',20000,950,0);
INSERT INTO "instalment" VALUES('RL-180',43,2,'2026-03-22',20000,792,0);
INSERT INTO "instalment" VALUES('RL-180',43,3,'2026-04-22',20000,633,0);
INSERT INTO "instalment" VALUES('RL-180',43,4,'2026-05-22',20000,475,0);
INSERT INTO "instalment" VALUES('RL-180',43,5,'2026-06-22',20000,317,0);
INSERT INTO "instalment" VALUES('RL-180',43,6,'2026-07-22',20000,158,0);
INSERT INTO "instalment" VALUES('RL-181',44,1,'2026-03-13',50000,1583,0);
INSERT INTO "instalment" VALUES('RL-181',44,2,'2026-04-13',50000,1188,0);
INSERT INTO "instalment" VALUES('RL-181',44,3,'2026-05-13',50000,792,0);
INSERT INTO "instalment" VALUES('RL-181',44,4,'2026-06-13',50000,396,0);
INSERT INTO "instalment" VALUES('RL-190',45,1,'2026-04-08',36667,0,0);
INSERT INTO "instalment" VALUES('RL-190',45,2,'2026-05-08',36667,0,0);
INSERT INTO "instalment" VALUES('RL-190',45,3,'2026-06-08',36666,0,0);
INSERT INTO "instalment" VALUES('RL-201',46,1,'2026-03-07',18333,871,0);
INSERT INTO "instalment" VALUES('RL-201',46,2,'2026-04-07',18333,726,0);
INSERT INTO "instalment" VALUES('RL-201',46,3,'2026-05-07',18333,581,0);
INSERT INTO "instalment" VALUES('RL-201',46,4,'2026-06-07',18333,435,0);
INSERT INTO "instalment" VALUES('RL-201',46,5,'2026-07-07',18333,290,0);
INSERT INTO "instalment" VALUES('RL-201',46,6,'2026-08-07',18335,145,0);
INSERT INTO "instalment" VALUES('RL-202',47,1,'2026-04-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,2,'2026-05-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,3,'2026-06-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,4,'2026-07-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,5,'2026-08-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,6,'2026-09-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,7,'2026-10-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,8,'2026-11-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,9,'2026-12-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-202',47,10,'2027-01-15',8000,0,0);
INSERT INTO "instalment" VALUES('RL-220',48,1,'2026-04-15',21667,1300,0);
INSERT INTO "instalment" VALUES('RL-220',48,2,'2026-05-15',21667,1083,0);
INSERT INTO "instalment" VALUES('RL-220',48,3,'2026-06-15',21667,867,0);
INSERT INTO "instalment" VALUES('RL-220',48,4,'2026-07-15',21667,650,0);
INSERT INTO "instalment" VALUES('RL-220',48,5,'2026-08-15',21667,433,0);
INSERT INTO "instalment" VALUES('RL-220',48,6,'2026-09-15',21665,217,0);
INSERT INTO "instalment" VALUES('RL-221',49,1,'2026-02-05',42500,1346,0);
INSERT INTO "instalment" VALUES('RL-221',49,2,'2026-03-05',42500,1009,0);
INSERT INTO "instalment" VALUES('RL-221',49,3,'2026-04-05',42500,673,0);
INSERT INTO "instalment" VALUES('RL-221',49,4,'2026-05-05',42500,336,0);
INSERT INTO "instalment" VALUES('RL-230',50,1,'2026-03-10',22500,713,0);
INSERT INTO "instalment" VALUES('RL-230',50,2,'2026-04-10',22500,534,0);
INSERT INTO "instalment" VALUES('RL-230',50,3,'2026-05-10',22500,356,0);
INSERT INTO "instalment" VALUES('RL-230',50,4,'2026-06-10',22500,178,0);
INSERT INTO "instalment" VALUES('RL-240',51,1,'2026-04-30',15000,900,0);
INSERT INTO "instalment" VALUES('RL-240',51,2,'2026-05-30',15000,750,0);
INSERT INTO "instalment" VALUES('RL-240',51,3,'2026-06-30',15000,600,0);
INSERT INTO "instalment" VALUES('RL-240',51,4,'2026-07-30',15000,450,0);
INSERT INTO "instalment" VALUES('RL-240',51,5,'2026-08-30',15000,300,0);
INSERT INTO "instalment" VALUES('RL-240',51,6,'2026-09-30',15000,150,0);
INSERT INTO "instalment" VALUES('RL-241',52,1,'2026-03-16',22000,2200,0);
INSERT INTO "instalment" VALUES('RL-241',52,2,'2026-04-16',22000,1980,0);
INSERT INTO "instalment" VALUES('RL-241',52,3,'2026-05-16',22000,1760,0);
INSERT INTO "instalment" VALUES('RL-241',52,4,'2026-06-16',22000,1540,0);
INSERT INTO "instalment" VALUES('RL-241',52,5,'2026-07-16',22000,1320,0);
INSERT INTO "instalment" VALUES('RL-241',52,6,'2026-08-16',22000,1100,0);
INSERT INTO "instalment" VALUES('RL-241',52,7,'2026-09-16',22000,880,0);
INSERT INTO "instalment" VALUES('RL-241',52,8,'2026-10-16',22000,660,0);
INSERT INTO "instalment" VALUES('RL-241',52,9,'2026-11-16',22000,440,0);
INSERT INTO "instalment" VALUES('RL-241',52,10,'2026-12-16',22000,220,0);
INSERT INTO "instalment" VALUES('RL-251',53,1,'2026-03-05',43333,2058,0);
INSERT INTO "instalment" VALUES('RL-251',53,2,'2026-04-05',43333,1715,0);
INSERT INTO "instalment" VALUES('RL-251',53,3,'2026-05-05',43333,1372,0);
INSERT INTO "instalment" VALUES('RL-251',53,4,'2026-06-05',43333,1029,0);
INSERT INTO "instalment" VALUES('RL-251',53,5,'2026-07-05',43333,686,0);
INSERT INTO "instalment" VALUES('RL-251',53,6,'2026-08-05',43335,343,0);
INSERT INTO "instalment" VALUES('RL-261',54,1,'2026-02-16',48333,2296,0);
INSERT INTO "instalment" VALUES('RL-261',54,2,'2026-03-16',48333,1913,0);
INSERT INTO "instalment" VALUES('RL-261',54,3,'2026-04-16',48333,1531,0);
INSERT INTO "instalment" VALUES('RL-261',54,4,'2026-05-16',48333,1148,0);
INSERT INTO "instalment" VALUES('RL-261',54,5,'2026-06-16',48333,765,0);
INSERT INTO "instalment" VALUES('RL-261',54,6,'2026-07-16',48335,383,0);
INSERT INTO "instalment" VALUES('RL-270',55,1,'2026-04-30',43333,0,0);
INSERT INTO "instalment" VALUES('RL-270',55,2,'2026-05-31',43333,0,0);
INSERT INTO "instalment" VALUES('RL-270',55,3,'2026-06-30',43334,0,0);
INSERT INTO "instalment" VALUES('RL-281',56,1,'2026-05-08',80000,2400,0);
INSERT INTO "instalment" VALUES('RL-281',56,2,'2026-06-08',80000,1600,0);
INSERT INTO "instalment" VALUES('RL-281',56,3,'2026-07-08',80000,800,0);
INSERT INTO "instalment" VALUES('RL-291',57,1,'2026-04-13',8000,633,0);
INSERT INTO "instalment" VALUES('RL-291',57,2,'2026-05-13',8000,570,0);
INSERT INTO "instalment" VALUES('RL-291',57,3,'2026-06-13',8000,507,0);
INSERT INTO "instalment" VALUES('RL-291',57,4,'2026-07-13',8000,443,0);
INSERT INTO "instalment" VALUES('RL-291',57,5,'2026-08-13',8000,380,0);
INSERT INTO "instalment" VALUES('RL-291',57,6,'2026-09-13',8000,317,0);
INSERT INTO "instalment" VALUES('RL-291',57,7,'2026-10-13',8000,253,0);
INSERT INTO "instalment" VALUES('RL-291',57,8,'2026-11-13',8000,190,0);
INSERT INTO "instalment" VALUES('RL-291',57,9,'2026-12-13',8000,127,0);
INSERT INTO "instalment" VALUES('RL-291',57,10,'2027-01-13',8000,63,0);
INSERT INTO "instalment" VALUES('RL-300',58,1,'2026-03-28',41667,0,0);
INSERT INTO "instalment" VALUES('RL-300',58,2,'2026-04-28',41667,0,0);
INSERT INTO "instalment" VALUES('RL-300',58,3,'2026-05-28',41667,0,0);
INSERT INTO "instalment" VALUES('RL-300',58,4,'2026-06-28',41667,0,0);
INSERT INTO "instalment" VALUES('RL-300',58,5,'2026-07-28',41667,0,0);
INSERT INTO "instalment" VALUES('RL-300',58,6,'2026-08-28',41665,0,0);
INSERT INTO "instalment" VALUES('RL-301',59,1,'2026-04-09',35000,2100,0);
INSERT INTO "instalment" VALUES('RL-301',59,2,'2026-05-09',35000,1750,0);
INSERT INTO "instalment" VALUES('RL-301',59,3,'2026-06-09',35000,1400,0);
INSERT INTO "instalment" VALUES('RL-301',59,4,'2026-07-09',35000,1050,0);
INSERT INTO "instalment" VALUES('RL-301',59,5,'2026-08-09',35000,700,0);
INSERT INTO "instalment" VALUES('RL-301',59,6,'2026-09-09',35000,350,0);
INSERT INTO "instalment" VALUES('RL-311',60,1,'2026-02-28',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,2,'2026-03-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,3,'2026-04-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,4,'2026-05-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,5,'2026-06-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,6,'2026-07-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,7,'2026-08-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,8,'2026-09-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,9,'2026-10-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-311',60,10,'2026-11-29',28000,0,0);
INSERT INTO "instalment" VALUES('RL-320',61,1,'2026-02-23',13000,1300,0);
INSERT INTO "instalment" VALUES('RL-320',61,2,'2026-03-23',13000,1170,0);
INSERT INTO "instalment" VALUES('RL-320',61,3,'2026-04-23',13000,1040,0);
INSERT INTO "instalment" VALUES('RL-320',61,4,'2026-05-23',13000,910,0);
INSERT INTO "instalment" VALUES('RL-320',61,5,'2026-06-23',13000,780,0);
INSERT INTO "instalment" VALUES('RL-320',61,6,'2026-07-23',13000,650,0);
INSERT INTO "instalment" VALUES('RL-320',61,7,'2026-08-23',13000,520,0);
INSERT INTO "instalment" VALUES('RL-320',61,8,'2026-09-23',13000,390,0);
INSERT INTO "instalment" VALUES('RL-320',61,9,'2026-10-23',13000,260,0);
INSERT INTO "instalment" VALUES('RL-320',61,10,'2026-11-23',13000,130,0);
INSERT INTO "instalment" VALUES('RL-321',62,1,'2026-04-01',66667,0,0);
INSERT INTO "instalment" VALUES('RL-321',62,2,'2026-05-01',66667,0,0);
INSERT INTO "instalment" VALUES('RL-321',62,3,'2026-06-01',66666,0,0);
INSERT INTO "instalment" VALUES('RL-340',63,1,'2026-02-23',38333,1821,0);
INSERT INTO "instalment" VALUES('RL-340',63,2,'2026-03-23',38333,1517,0);
INSERT INTO "instalment" VALUES('RL-340',63,3,'2026-04-23',38333,1214,0);
INSERT INTO "instalment" VALUES('RL-340',63,4,'2026-05-23',38333,910,0);
INSERT INTO "instalment" VALUES('RL-340',63,5,'2026-06-23',38333,607,0);
INSERT INTO "instalment" VALUES('RL-340',63,6,'2026-07-23',38335,303,0);
INSERT INTO "instalment" VALUES('RL-350',64,1,'2026-03-06',21000,1663,0);
INSERT INTO "instalment" VALUES('RL-350',64,2,'2026-04-06',21000,1496,0);
INSERT INTO "instalment" VALUES('RL-350',64,3,'2026-05-06',21000,1330,0);
INSERT INTO "instalment" VALUES('RL-350',64,4,'2026-06-06',21000,1164,0);
INSERT INTO "instalment" VALUES('RL-350',64,5,'2026-07-06',21000,998,0);
INSERT INTO "instalment" VALUES('RL-350',64,6,'2026-08-06',21000,831,0);
INSERT INTO "instalment" VALUES('RL-350',64,7,'2026-09-06',21000,665,0);
INSERT INTO "instalment" VALUES('RL-350',64,8,'2026-10-06',21000,499,0);
INSERT INTO "instalment" VALUES('RL-350',64,9,'2026-11-06',21000,333,0);
INSERT INTO "instalment" VALUES('RL-350',64,10,'2026-12-06',21000,166,0);
INSERT INTO "instalment" VALUES('RL-351',65,1,'2026-02-08',52500,1663,0);
INSERT INTO "instalment" VALUES('RL-351',65,2,'2026-03-08',52500,1247,0);
INSERT INTO "instalment" VALUES('RL-351',65,3,'2026-04-08',52500,831,0);
INSERT INTO "instalment" VALUES('RL-351',65,4,'2026-05-08',52500,416,0);
INSERT INTO "instalment" VALUES('RL-352',66,1,'2026-04-24',56667,1346,0);
INSERT INTO "instalment" VALUES('RL-352',66,2,'2026-05-24',56667,897,0);
INSERT INTO "instalment" VALUES('RL-352',66,3,'2026-06-24',56666,449,0);
INSERT INTO "instalment" VALUES('RL-370',67,1,'2026-04-11',41667,1979,0);
INSERT INTO "instalment" VALUES('RL-370',67,2,'2026-05-11',41667,1649,0);
INSERT INTO "instalment" VALUES('RL-370',67,3,'2026-06-11',41667,1319,0);
INSERT INTO "instalment" VALUES('RL-370',67,4,'2026-07-11',41667,990,0);
INSERT INTO "instalment" VALUES('RL-370',67,5,'2026-08-11',41667,660,0);
INSERT INTO "instalment" VALUES('RL-370',67,6,'2026-09-11',41665,330,0);
INSERT INTO "instalment" VALUES('RL-380',68,1,'2026-04-20',96667,2900,0);
INSERT INTO "instalment" VALUES('RL-380',68,2,'2026-05-20',96667,1933,0);
INSERT INTO "instalment" VALUES('RL-380',68,3,'2026-06-20',96666,967,0);
INSERT INTO "instalment" VALUES('RL-390',69,1,'2026-04-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,2,'2026-05-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,3,'2026-06-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,4,'2026-07-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,5,'2026-08-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,6,'2026-09-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,7,'2026-10-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,8,'2026-11-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,9,'2026-12-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-390',69,10,'2027-01-17',8000,0,0);
INSERT INTO "instalment" VALUES('RL-400',70,1,'2026-05-07',62500,2500,0);
INSERT INTO "instalment" VALUES('RL-400',70,2,'2026-06-07',62500,1875,0);
INSERT INTO "instalment" VALUES('RL-400',70,3,'2026-07-07',62500,1250,0);
INSERT INTO "instalment" VALUES('RL-400',70,4,'2026-08-07',62500,625,0);
INSERT INTO "instalment" VALUES('RL-401',71,1,'2026-02-28',40000,0,0);
INSERT INTO "instalment" VALUES('RL-401',71,2,'2026-03-29',40000,0,0);
INSERT INTO "instalment" VALUES('RL-401',71,3,'2026-04-29',40000,0,0);
INSERT INTO "instalment" VALUES('RL-401',71,4,'2026-05-29',40000,0,0);
INSERT INTO "instalment" VALUES('RL-401',71,5,'2026-06-29',40000,0,0);
INSERT INTO "instalment" VALUES('RL-401',71,6,'2026-07-29',40000,0,0);
CREATE TABLE journal (
	journal_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	command TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	details TEXT NOT NULL, 
	undoes INTEGER, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (journal_id), 
	FOREIGN KEY(undoes) REFERENCES journal (journal_id)
);
INSERT INTO "journal" VALUES(1,'2026-06-20T09:00:00+08:00','lin','init','new ledger, currency CNY','{"currency": "CNY", "derived_by": "abd32a399dab9f42", "policy": "standard", "role": "creditor", "time_zone": "Asia/Shanghai"}',NULL,'','397b35dc921542b7a7bb03793b2aec2c5cec996116b0bd3bb888d5fa2da6c7e1');
INSERT INTO "journal" VALUES(2,'2026-06-20T09:00:00+08:00','lin','import','customers.csv: 14 new, 0 changed customers; loans.csv: 14 new, 0 changed loans; invoices.csv: 12 new, 0 changed invoices; transactions.csv: 17 new, 0 changed transactions','{"files": [{"changed": 0, "file": "customers.csv", "kind": "customers", "new": 14, "options": "{}", "rejected": 0, "sha256": "22e8c25509089d62594afbb0b21cdbcbb0547339219112859d146e2a75e58f27", "unchanged": 0}, {"changed": 0, "file": "loans.csv", "kind": "loans", "new": 14, "options": "{}", "rejected": 0, "sha256": "982196e36455303d9b480fe527783cdd0ac7198445a21de8057223baa588d0b4", "unchanged": 0}, {"changed": 0, "file": "invoices.csv", "kind": "invoices", "new": 12, "options": "{}", "rejected": 0, "sha256": "14cde91cae4112945d2a4d38533ba8f48c51b9d819bbea71f1599d278098446e", "unchanged": 0}, {"changed": 0, "file": "transactions.csv", "kind": "transactions", "new": 17, "options": "{}", "rejected": 0, "sha256": "abd676cf6a7472c5d5dfc630da168174aa4c576c391a7e6f63908d6876e5d7eb", "unchanged": 0}]}',NULL,'397b35dc921542b7a7bb03793b2aec2c5cec996116b0bd3bb888d5fa2da6c7e1','d7ebcdcd42a32d293bdb364b13deac048e2a787f5572903ddc3ee88bbb3d8a1d');
INSERT INTO "journal" VALUES(3,'2026-06-20T09:00:00+08:00','lin','import','random-loans.csv: 47 new, 0 changed loans; random-invoices.csv: 40 new, 0 changed invoices; random-transactions.csv: 33 new, 0 changed transactions','{"files": [{"changed": 0, "file": "random-loans.csv", "kind": "loans", "new": 47, "options": "{}", "rejected": 0, "sha256": "78edc0552542b9493656a87a484067a49dd8e4ffbc31410bac8191a59d23bbca", "unchanged": 0}, {"changed": 0, "file": "random-invoices.csv", "kind": "invoices", "new": 40, "options": "{}", "rejected": 0, "sha256": "8cd58e72716522845b82a7ec48c3affd1d853912d07be38a8c9cc5b4892ebab5", "unchanged": 0}, {"changed": 0, "file": "random-transactions.csv", "kind": "transactions", "new": 33, "options": "{}", "rejected": 0, "sha256": "279601c5b4f87d7ee31e63e3e4a9e49512ff8af82cadd5a8c9818564a078e932", "unchanged": 0}]}',NULL,'d7ebcdcd42a32d293bdb364b13deac048e2a787f5572903ddc3ee88bbb3d8a1d','73809249f2c3056ecc7040a657d6f3d35742fa3a5cfb056e8845982274cdc45d');
INSERT INTO "journal" VALUES(4,'2026-06-20T10:00:00+08:00','lin','import','undated.csv: 3 new, 0 changed invoices','{"files": [{"changed": 0, "file": "undated.csv", "kind": "invoices", "new": 3, "options": "{}", "rejected": 0, "sha256": "acee4b9ae06c4346dd7f578f325f52b461164f61414bfdc6df4ce6817610b199", "unchanged": 0}]}',NULL,'73809249f2c3056ecc7040a657d6f3d35742fa3a5cfb056e8845982274cdc45d','8fcdaacadc14278dac23e48ffd8a11158b8362890eb0cf24e2fff7ca9d6e6768');
INSERT INTO "journal" VALUES(5,'2026-06-21T09:00:00+08:00','lin','import','june.sta: 4 new, 0 changed statement','{"files": [{"changed": 0, "file": "june.sta", "kind": "statement", "new": 4, "options": "{\"currency\": \"EUR\"}", "rejected": 0, "sha256": "c2ed7d6b1417a0fd8a59b492d2e61bbf03d0bb03cbe8cdf5bca56bcddd7d45ef", "unchanged": 0}]}',NULL,'8fcdaacadc14278dac23e48ffd8a11158b8362890eb0cf24e2fff7ca9d6e6768','fe1d6956de6d73fc6a128d68a693157fce8dfec718e626cf90cb29d8f16c08aa');
INSERT INTO "journal" VALUES(6,'2026-06-21T10:00:00+08:00','lin','match','Bank line 1: booked EUR 400.00 on I-0201, EUR 200.00 on I-0202, value date 2026-06-10','{"currency": "EUR", "line": 1, "open": 60000}',NULL,'fe1d6956de6d73fc6a128d68a693157fce8dfec718e626cf90cb29d8f16c08aa','e790c3ba54f91467c628ee80bd2d3b7e09b0ff757d9396edc4eed22353c11ac2');
INSERT INTO "journal" VALUES(7,'2026-06-21T10:00:00+08:00','lin','match','Bank line 2: booked EUR 150.00 on I-0901, EUR 250.00 on I-0902, value date 2026-06-12','{"currency": "EUR", "line": 2, "open": 40000}',NULL,'e790c3ba54f91467c628ee80bd2d3b7e09b0ff757d9396edc4eed22353c11ac2','5c4ae8d150208fc58772cb11b7fa43bc507ed7d2e5c5396adbdd3db06eb5d6c4');
INSERT INTO "journal" VALUES(8,'2026-06-21T10:00:00+08:00','lin','match','Bank line 3: booked EUR 20.00 on I-0202, EUR 100.00 on I-0203, value date 2026-06-16','{"currency": "EUR", "line": 3, "open": 12000}',NULL,'5c4ae8d150208fc58772cb11b7fa43bc507ed7d2e5c5396adbdd3db06eb5d6c4','6cc255769232e511ed084273eedbde528487141e545f2e87534aacfaec026177');
INSERT INTO "journal" VALUES(9,'2026-06-21T10:00:00+08:00','lin','match','Bank line 4: EUR 400.00 taken back on I-0901, I-0902','{"currency": "EUR", "line": 4, "open": 40000}',NULL,'6cc255769232e511ed084273eedbde528487141e545f2e87534aacfaec026177','6d0709d9ca8aa63b92961ea20abe78b555532e03cc3e01935ffe46f5dad56e1f');
INSERT INTO "journal" VALUES(10,'2026-06-22T10:00:00+08:00','lin','log-call','Logged call of K-07: NA','{"contact_id": 1, "customer_id": "K-07", "note": ""}',NULL,'6d0709d9ca8aa63b92961ea20abe78b555532e03cc3e01935ffe46f5dad56e1f','7428d0b3e3d93bb6e6eb3c6a537c96eb24508b92059cd7fd0528ded2b4925045');
INSERT INTO "journal" VALUES(11,'2026-06-22T11:00:00+08:00','lin','log-call','Logged call of K-01: PTP, promised CNY 700.00 by 2026-06-26','{"contact_id": 2, "customer_id": "K-01", "note": "by transfer"}',NULL,'7428d0b3e3d93bb6e6eb3c6a537c96eb24508b92059cd7fd0528ded2b4925045','54c45d217f7f2c7924ea03474911bab0242ca67bfd5e72cff796207690439b74');
INSERT INTO "journal" VALUES(12,'2026-06-22T11:00:00+08:00','lin','log-call','Logged call of K-14: PTP, promised CNY 800.00 by 2026-07-03','{"contact_id": 3, "customer_id": "K-14", "note": ""}',NULL,'54c45d217f7f2c7924ea03474911bab0242ca67bfd5e72cff796207690439b74','8b992edbbec1364fba50c28f7752adf509a8519c3f71f7d73be5501f759ba7bf');
INSERT INTO "journal" VALUES(13,'2026-06-23T09:00:00+08:00','lin','log-call','Logged call of K-06: DISP, on hold as dispute from 2026-06-23 until 2026-07-15 (hold 1)','{"contact_id": 4, "customer_id": "K-06", "note": "wants the delivery note"}',NULL,'8b992edbbec1364fba50c28f7752adf509a8519c3f71f7d73be5501f759ba7bf','644f23dc0aa6d6da7503620a3b37e692d4acb4e4bddbfbbdb95645538b99e9cf');
INSERT INTO "journal" VALUES(14,'2026-06-23T10:00:00+08:00','lin','hold add','Held K-13 as hardship from 2026-06-20 until 2026-07-20 (hold 2), stops ladder','{"customer_id": "K-13", "hold_id": 2, "note": "illness"}',NULL,'644f23dc0aa6d6da7503620a3b37e692d4acb4e4bddbfbbdb95645538b99e9cf','b489a2ead94e05db16699d1197212dc9277e230220743c5f43e4dda2338c6cd5');
INSERT INTO "journal" VALUES(15,'2026-06-23T11:00:00+08:00','lin','log-sms','Logged sms of K-08: SENT (contact 5), sent','{"contact_id": 5, "customer_id": "K-08", "note": ""}',NULL,'b489a2ead94e05db16699d1197212dc9277e230220743c5f43e4dda2338c6cd5','fcacd3aff256b0576f3874a033a28a97e145cad45d482ffeabe78f2272d98a4d');
INSERT INTO "journal" VALUES(16,'2026-06-25T18:00:00+08:00','lin','import','list-2026-06-25.csv: 2 new, 0 changed snapshot','{"files": [{"changed": 0, "file": "list-2026-06-25.csv", "kind": "snapshot", "new": 2, "options": "{\"scope\": \"complete\"}", "rejected": 0, "sha256": "0bafc4bd945ba66073c5cf92a00ff0c6212dc8326b1cff811532dae3ae437d2a", "unchanged": 0}]}',NULL,'fcacd3aff256b0576f3874a033a28a97e145cad45d482ffeabe78f2272d98a4d','bcf24604ddfe57521e5fa3f7ffb32df76cb59ba7f75b07c398a2bded7ff93e10');
INSERT INTO "journal" VALUES(17,'2026-06-26T10:00:00+08:00','lin','pay','Paid CNY 400.00 on JJ-1001, value date 2026-06-26','{"amount": 40000, "currency": "CNY", "loan_id": "JJ-1001", "on": "2026-06-26"}',NULL,'bcf24604ddfe57521e5fa3f7ffb32df76cb59ba7f75b07c398a2bded7ff93e10','2c330944a53ae2378d185a1e7be6861176ada67af3cfedb05d2173120ba49d0c');
INSERT INTO "journal" VALUES(18,'2026-06-26T18:00:00+08:00','lin','import','list-2026-06-26.csv: 2 new, 0 changed snapshot','{"files": [{"changed": 0, "file": "list-2026-06-26.csv", "kind": "snapshot", "new": 2, "options": "{\"scope\": \"complete\"}", "rejected": 0, "sha256": "cbfd7c26e0a1963ec6d6cc94f041f8dba4670153245aabf3ad7008605afe312a", "unchanged": 0}]}',NULL,'2c330944a53ae2378d185a1e7be6861176ada67af3cfedb05d2173120ba49d0c','bf4601e97737a62cac93d34e080edfe1a09beb1ad66a462b0cd6b4bdf241994c');
INSERT INTO "journal" VALUES(19,'2026-06-27T10:00:00+08:00','lin','pay','Paid CNY 500.00 on JJ-1101, value date 2026-06-27','{"amount": 50000, "currency": "CNY", "loan_id": "JJ-1101", "on": "2026-06-27"}',NULL,'bf4601e97737a62cac93d34e080edfe1a09beb1ad66a462b0cd6b4bdf241994c','61869130cca52dd31268bdf040ded97196798945138590bda36b11b5f53041c1');
INSERT INTO "journal" VALUES(20,'2026-06-27T11:00:00+08:00','lin','pay','Paid CNY 300.00 on JJ-1101, value date 2026-06-27','{"amount": 30000, "currency": "CNY", "loan_id": "JJ-1101", "on": "2026-06-27"}',NULL,'61869130cca52dd31268bdf040ded97196798945138590bda36b11b5f53041c1','ee1063eeeecaf56054a4aa55bd55cb1d5912568953eb307d64dd2eeb67e0328a');
INSERT INTO "journal" VALUES(21,'2026-06-29T18:00:00+08:00','lin','import','list-2026-06-29.csv: 2 new, 0 changed snapshot','{"files": [{"changed": 0, "file": "list-2026-06-29.csv", "kind": "snapshot", "new": 2, "options": "{\"scope\": \"complete\"}", "rejected": 0, "sha256": "dfd39d68824aab220a5a3624d334efd2a8bfbba1bba7c816a14d428784ad2c32", "unchanged": 0}]}',NULL,'ee1063eeeecaf56054a4aa55bd55cb1d5912568953eb307d64dd2eeb67e0328a','e0dd1fe12da79720e14e5a8050e4e658d083dd7aa00e24d8b71713b35b652ea4');
INSERT INTO "journal" VALUES(22,'2026-06-26T11:00:00+08:00','lin','pay','Paid CNY 250.00 on L-0102, value date 2026-06-26','{"amount": 25000, "currency": "CNY", "loan_id": "L-0102", "on": "2026-06-26"}',NULL,'e0dd1fe12da79720e14e5a8050e4e658d083dd7aa00e24d8b71713b35b652ea4','8692577f60f2b9569cdd6092d6beebc6ead990789d1369b809576978b9b54764');
INSERT INTO "journal" VALUES(23,'2026-06-29T19:00:00+08:00','lin','enter','Entered fee due 2026-06-29: CNY 25.00 on L-1401, value date 2026-06-29','{"amount": 2500, "currency": "CNY", "kind": "fee", "loan_id": "L-1401", "on": "2026-06-29"}',NULL,'8692577f60f2b9569cdd6092d6beebc6ead990789d1369b809576978b9b54764','b4a2d12387a292c663a05b42f4bec4c4716f70fcd29b583b92438e33d7b9db52');
CREATE TABLE line_match (
	line_match_id INTEGER NOT NULL, 
	statement_line_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	entry_id INTEGER, 
	amount INTEGER NOT NULL, 
	payer_account_id INTEGER, 
	evidence TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (line_match_id), 
	FOREIGN KEY(statement_line_id) REFERENCES statement_line (statement_line_id), 
	FOREIGN KEY(entry_id) REFERENCES entry (entry_id), 
	FOREIGN KEY(payer_account_id) REFERENCES payer_account (payer_account_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "line_match" VALUES(1,1,'booked',164,40000,NULL,'said by hand',6,NULL);
INSERT INTO "line_match" VALUES(2,1,'booked',165,20000,NULL,'said by hand',6,NULL);
INSERT INTO "line_match" VALUES(3,2,'booked',166,15000,NULL,'said by hand',7,NULL);
INSERT INTO "line_match" VALUES(4,2,'booked',167,25000,NULL,'said by hand',7,NULL);
INSERT INTO "line_match" VALUES(5,3,'booked',168,2000,NULL,'said by hand',8,NULL);
INSERT INTO "line_match" VALUES(6,3,'booked',169,10000,NULL,'said by hand',8,NULL);
INSERT INTO "line_match" VALUES(7,4,'reversed',170,15000,NULL,'returned: bank line 2, said by hand',9,NULL);
INSERT INTO "line_match" VALUES(8,4,'reversed',171,25000,NULL,'returned: bank line 2, said by hand',9,NULL);
CREATE TABLE listing (
	listing_id INTEGER NOT NULL, 
	as_of TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (listing_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "listing" VALUES(1,'2026-06-25','complete',16,NULL);
INSERT INTO "listing" VALUES(2,'2026-06-26','complete',18,NULL);
INSERT INTO "listing" VALUES(3,'2026-06-29','complete',21,NULL);
CREATE TABLE loan (
	loan_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	principal INTEGER NOT NULL, 
	disbursed_on TEXT, 
	annual_rate TEXT, 
	method TEXT NOT NULL, 
	instalments INTEGER, 
	every INTEGER, 
	unit TEXT NOT NULL, 
	first_due_on TEXT, 
	maturity_on TEXT, 
	day_count TEXT NOT NULL, 
	interest_period TEXT NOT NULL, 
	principal_grace INTEGER, 
	interest_grace INTEGER, 
	instalment_multiple INTEGER, 
	rounding TEXT NOT NULL, 
	grace_days INTEGER, 
	penalty_rate TEXT, 
	penalty_uplift TEXT, 
	allocation TEXT NOT NULL, 
	product TEXT NOT NULL, 
	officer TEXT NOT NULL, 
	branch TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	security TEXT NOT NULL, 
	disputed INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, roll TEXT DEFAULT '' NOT NULL, calendar TEXT DEFAULT '' NOT NULL, down_payment TEXT, time_zone TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (loan_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "loan" VALUES('L-0101','K-01','loan','CNY',600000,'2026-02-10','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0102','K-01','loan','CNY',1200000,'2026-03-20','0','equal_principal',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0501','K-05','loan','CNY',100000,'2026-03-05','0','bullet',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0502','K-05','loan','CNY',50000,'2026-04-08','0','bullet',2,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0701','K-07','loan','CNY',900000,'2025-12-20','12','annuity',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','Chengdu','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0801','K-08','loan','CNY',500000,'2026-01-25','10','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','Chengdu','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-0802','K-08','loan','CNY',300000,'2026-05-25','10','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','Chengdu','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1301','K-13','loan','CNY',500000,'2026-04-12','12','equal_principal',18,NULL,'',NULL,NULL,'','',NULL,NULL,100,'',NULL,NULL,NULL,'','','lin','Chengdu','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1401','K-14','loan','CNY',240000,'2026-03-15','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','Chengdu','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1501','K-15','loan','EUR',60000,'2026-03-18','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','novak','Prague','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1502','K-15','loan','EUR',90000,'2026-04-02','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','novak','Prague','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1503','K-15','loan','CNY',300000,'2026-04-02','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','novak','Prague','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1601','K-16','loan','CNY',400000,'2026-02-01','15','annuity',8,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-1602','K-16','loan','CNY',200000,'2026-03-01','15','annuity',8,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','Shanghai','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0201','K-02','invoice','EUR',40000,'2026-04-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0202','K-02','invoice','EUR',30000,'2026-05-01',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0203','K-02','invoice','EUR',25000,'2026-05-25',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0301','K-03','invoice','CNY',100000,'2026-04-15',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0302','K-03','invoice','CNY',30000,'2026-05-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0401','K-04','invoice','EUR',50000,'2026-05-02',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('C-0402','K-04','credit_note','EUR',0,'2026-06-05',NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0601','K-06','invoice','CNY',80000,'2026-04-01',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',1,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0602','K-06','invoice','CNY',60000,'2026-04-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('C-0603','K-06','credit_note','CNY',0,'2026-06-02',NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0901','K-09','invoice','EUR',15000,'2026-04-05',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-0902','K-09','invoice','EUR',35000,'2026-04-25',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-021','R-02','loan','CNY',250000,'2026-02-12','9.5','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-030','R-03','loan','CNY',220000,'2026-03-24','12','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-031','R-03','loan','CNY',220000,'2026-03-25','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-050','R-05','loan','CNY',100000,'2026-04-08','9.5','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-060','R-06','loan','CNY',280000,'2026-02-21','12','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-061','R-06','loan','CNY',110000,'2026-04-06','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-071','R-07','loan','CNY',290000,'2026-04-03','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-080','R-08','loan','CNY',290000,'2026-04-03','12','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-090','R-09','loan','CNY',70000,'2026-02-01','12','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-101','R-10','loan','CNY',200000,'2026-03-16','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-111','R-11','loan','CNY',150000,'2026-01-08','12','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-121','R-12','loan','CNY',60000,'2026-01-13','12','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-130','R-13','loan','CNY',100000,'2026-03-03','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-140','R-14','loan','CNY',270000,'2026-02-24','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-141','R-14','loan','CNY',100000,'2026-04-14','12','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-160','R-16','loan','CNY',100000,'2026-01-25','12','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-170','R-17','loan','CNY',240000,'2026-01-15','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-171','R-17','loan','CNY',270000,'2026-03-22','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-180','R-18','loan','CNY',120000,'2026-01-22','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-181','R-18','loan','CNY',200000,'2026-02-13','9.5','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-190','R-19','loan','CNY',110000,'2026-03-08','0','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-201','R-20','loan','CNY',110000,'2026-02-07','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-202','R-20','loan','CNY',80000,'2026-03-15','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-220','R-22','loan','CNY',130000,'2026-03-15','12','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-221','R-22','loan','CNY',170000,'2026-01-05','9.5','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-230','R-23','loan','CNY',90000,'2026-02-10','9.5','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-240','R-24','loan','CNY',90000,'2026-03-30','12','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-241','R-24','loan','CNY',220000,'2026-02-16','12','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-251','R-25','loan','CNY',260000,'2026-02-05','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-261','R-26','loan','CNY',290000,'2026-01-16','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-270','R-27','loan','CNY',130000,'2026-03-31','0','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-281','R-28','loan','CNY',240000,'2026-04-08','12','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-291','R-29','loan','CNY',80000,'2026-03-13','9.5','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-300','R-30','loan','CNY',250000,'2026-02-28','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-301','R-30','loan','CNY',210000,'2026-03-09','12','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-311','R-31','loan','CNY',280000,'2026-01-29','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-320','R-32','loan','CNY',130000,'2026-01-23','12','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-321','R-32','loan','CNY',200000,'2026-03-01','0','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-340','R-34','loan','CNY',230000,'2026-01-23','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-350','R-35','loan','CNY',210000,'2026-02-06','9.5','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-351','R-35','loan','CNY',210000,'2026-01-08','9.5','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-352','R-35','loan','CNY',170000,'2026-03-24','9.5','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-370','R-37','loan','CNY',250000,'2026-03-11','9.5','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-380','R-38','loan','CNY',290000,'2026-03-20','12','equal_principal',3,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-390','R-39','loan','CNY',80000,'2026-03-17','0','equal_principal',10,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-400','R-40','loan','CNY',250000,'2026-04-07','12','equal_principal',4,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RL-401','R-40','loan','CNY',240000,'2026-01-29','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-010','R-01','invoice','CNY',46400,'2026-04-21',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-011','R-01','invoice','CNY',14050,'2026-03-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-020','R-02','invoice','CNY',70200,'2026-05-21',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-040','R-04','invoice','CNY',69900,'2026-03-29',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-041','R-04','invoice','CNY',34600,'2026-04-03',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-051','R-05','invoice','CNY',20000,'2026-04-03',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-070','R-07','invoice','CNY',68950,'2026-05-29',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-081','R-08','invoice','CNY',46450,'2026-03-08',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-091','R-09','invoice','CNY',74000,'2026-04-23',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-100','R-10','invoice','CNY',65917,'2026-03-13',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-110','R-11','invoice','CNY',36050,'2026-03-16',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-120','R-12','invoice','CNY',67917,'2026-05-02',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-131','R-13','invoice','CNY',39700,'2026-04-21',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-150','R-15','invoice','CNY',30850,'2026-03-21',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-151','R-15','invoice','CNY',18100,'2026-04-02',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-161','R-16','invoice','CNY',23717,'2026-05-29',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-191','R-19','invoice','CNY',48700,'2026-05-14',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-200','R-20','invoice','CNY',8900,'2026-03-05',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-210','R-21','invoice','CNY',32600,'2026-05-01',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-211','R-21','invoice','CNY',47117,'2026-03-16',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-231','R-23','invoice','CNY',9250,'2026-05-26',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-250','R-25','invoice','CNY',68517,'2026-05-07',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-260','R-26','invoice','CNY',61500,'2026-05-08',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-271','R-27','invoice','CNY',64950,'2026-04-25',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-280','R-28','invoice','CNY',85400,'2026-05-22',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-290','R-29','invoice','CNY',68900,'2026-05-11',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-292','R-29','invoice','CNY',49750,'2026-04-12',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-310','R-31','invoice','CNY',56650,'2026-03-31',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-330','R-33','invoice','CNY',11217,'2026-03-30',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-331','R-33','invoice','CNY',20317,'2026-05-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-332','R-33','invoice','CNY',76850,'2026-03-22',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-341','R-34','invoice','CNY',66700,'2026-03-17',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-360','R-36','invoice','CNY',17817,'2026-05-17',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-361','R-36','invoice','CNY',20217,'2026-04-28',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-362','R-36','invoice','CNY',83800,'2026-04-08',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-371','R-37','invoice','CNY',22017,'2026-03-10',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-381','R-38','invoice','CNY',25450,'2026-05-25',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-391','R-39','invoice','CNY',14150,'2026-05-08',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-392','R-39','invoice','CNY',78400,'2026-05-28',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('RI-402','R-40','invoice','CNY',56950,'2026-04-03',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,3,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-1201','K-12','invoice','EUR',212040,'2026-04-10',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,4,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-1202','K-12','invoice','EUR',88000,'2026-05-10',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,4,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('I-1203','K-12','invoice','EUR',45000,'2026-03-10',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,4,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('JJ-1001','K-10','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,16,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('JJ-1101','K-11','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,16,NULL,'','',NULL,'');
CREATE TABLE open_item (
	loan_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	due_on TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	principal INTEGER NOT NULL, 
	interest INTEGER NOT NULL, 
	fee INTEGER NOT NULL, 
	penalty INTEGER NOT NULL, 
	PRIMARY KEY (loan_id, seq)
);
INSERT INTO "open_item" VALUES('I-0302',1,'2026-06-19','K-03','CNY',30000,30000,0,0,0);
INSERT INTO "open_item" VALUES('I-0401',1,'2026-06-01','K-04','EUR',50000,50000,0,0,0);
INSERT INTO "open_item" VALUES('I-0601',1,'2026-05-01','K-06','CNY',80000,80000,0,0,0);
INSERT INTO "open_item" VALUES('I-0602',1,'2026-05-20','K-06','CNY',60000,60000,0,0,0);
INSERT INTO "open_item" VALUES('L-0502',1,'2026-06-08','K-05','CNY',50000,50000,0,0,0);
INSERT INTO "open_item" VALUES('L-1301',2,'2026-06-12','K-13','CNY',32522,27800,4722,0,0);
INSERT INTO "open_item" VALUES('L-1501',3,'2026-06-18','K-15','EUR',5000,5000,0,0,0);
INSERT INTO "open_item" VALUES('L-1503',1,'2026-05-02','K-15','CNY',50000,50000,0,0,0);
INSERT INTO "open_item" VALUES('L-1503',2,'2026-06-02','K-15','CNY',50000,50000,0,0,0);
INSERT INTO "open_item" VALUES('L-1601',4,'2026-06-01','K-16','CNY',7128,7128,0,0,0);
INSERT INTO "open_item" VALUES('L-1602',3,'2026-06-01','K-16','CNY',3565,3565,0,0,0);
INSERT INTO "open_item" VALUES('L-0101',3,'2026-05-10','K-01','CNY',30000,30000,0,0,0);
INSERT INTO "open_item" VALUES('L-0101',4,'2026-06-10','K-01','CNY',100000,100000,0,0,0);
INSERT INTO "open_item" VALUES('RI-081',1,'2026-04-07','R-08','CNY',46450,46450,0,0,0);
INSERT INTO "open_item" VALUES('RI-110',1,'2026-04-15','R-11','CNY',36050,36050,0,0,0);
INSERT INTO "open_item" VALUES('RI-151',1,'2026-05-02','R-15','CNY',8625,8625,0,0,0);
INSERT INTO "open_item" VALUES('RI-200',1,'2026-04-04','R-20','CNY',8900,8900,0,0,0);
INSERT INTO "open_item" VALUES('RI-250',1,'2026-06-06','R-25','CNY',68517,68517,0,0,0);
INSERT INTO "open_item" VALUES('RI-260',1,'2026-06-07','R-26','CNY',61500,61500,0,0,0);
INSERT INTO "open_item" VALUES('RI-290',1,'2026-06-10','R-29','CNY',68900,68900,0,0,0);
INSERT INTO "open_item" VALUES('RI-341',1,'2026-04-16','R-34','CNY',61069,61069,0,0,0);
INSERT INTO "open_item" VALUES('RI-402',1,'2026-05-03','R-40','CNY',56950,56950,0,0,0);
INSERT INTO "open_item" VALUES('RL-021',1,'2026-03-12','R-02','CNY',26979,25000,1979,0,0);
INSERT INTO "open_item" VALUES('RL-021',2,'2026-04-12','R-02','CNY',26781,25000,1781,0,0);
INSERT INTO "open_item" VALUES('RL-021',3,'2026-05-12','R-02','CNY',26583,25000,1583,0,0);
INSERT INTO "open_item" VALUES('RL-021',4,'2026-06-12','R-02','CNY',26385,25000,1385,0,0);
INSERT INTO "open_item" VALUES('RL-060',1,'2026-03-21','R-06','CNY',96133,93333,2800,0,0);
INSERT INTO "open_item" VALUES('RL-060',2,'2026-04-21','R-06','CNY',95200,93333,1867,0,0);
INSERT INTO "open_item" VALUES('RL-060',3,'2026-05-21','R-06','CNY',94267,93334,933,0,0);
INSERT INTO "open_item" VALUES('RL-061',1,'2026-05-06','R-06','CNY',19204,18333,871,0,0);
INSERT INTO "open_item" VALUES('RL-061',2,'2026-06-06','R-06','CNY',19059,18333,726,0,0);
INSERT INTO "open_item" VALUES('RL-071',1,'2026-05-03','R-07','CNY',29000,29000,0,0,0);
INSERT INTO "open_item" VALUES('RL-071',2,'2026-06-03','R-07','CNY',29000,29000,0,0,0);
INSERT INTO "open_item" VALUES('RL-080',1,'2026-05-03','R-08','CNY',51233,48333,2900,0,0);
INSERT INTO "open_item" VALUES('RL-080',2,'2026-06-03','R-08','CNY',50750,48333,2417,0,0);
INSERT INTO "open_item" VALUES('RL-101',2,'2026-05-16','R-10','CNY',9417,9417,0,0,0);
INSERT INTO "open_item" VALUES('RL-101',3,'2026-06-16','R-10','CNY',20000,20000,0,0,0);
INSERT INTO "open_item" VALUES('RL-111',1,'2026-02-08','R-11','CNY',51500,50000,1500,0,0);
INSERT INTO "open_item" VALUES('RL-111',2,'2026-03-08','R-11','CNY',51000,50000,1000,0,0);
INSERT INTO "open_item" VALUES('RL-111',3,'2026-04-08','R-11','CNY',50500,50000,500,0,0);
INSERT INTO "open_item" VALUES('RL-160',1,'2026-02-25','R-16','CNY',26000,25000,1000,0,0);
INSERT INTO "open_item" VALUES('RL-160',2,'2026-03-25','R-16','CNY',25750,25000,750,0,0);
INSERT INTO "open_item" VALUES('RL-160',3,'2026-04-25','R-16','CNY',25500,25000,500,0,0);
INSERT INTO "open_item" VALUES('RL-160',4,'2026-05-25','R-16','CNY',25250,25000,250,0,0);
INSERT INTO "open_item" VALUES('RL-170',1,'2026-02-15','R-17','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-170',2,'2026-03-15','R-17','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-170',3,'2026-04-15','R-17','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-170',4,'2026-05-15','R-17','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-170',5,'2026-06-15','R-17','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-181',1,'2026-03-13','R-18','CNY',25208,25208,0,0,0);
INSERT INTO "open_item" VALUES('RL-181',2,'2026-04-13','R-18','CNY',51188,50000,1188,0,0);
INSERT INTO "open_item" VALUES('RL-181',3,'2026-05-13','R-18','CNY',50792,50000,792,0,0);
INSERT INTO "open_item" VALUES('RL-181',4,'2026-06-13','R-18','CNY',50396,50000,396,0,0);
INSERT INTO "open_item" VALUES('RL-201',1,'2026-03-07','R-20','CNY',19204,18333,871,0,0);
INSERT INTO "open_item" VALUES('RL-201',2,'2026-04-07','R-20','CNY',19059,18333,726,0,0);
INSERT INTO "open_item" VALUES('RL-201',3,'2026-05-07','R-20','CNY',18914,18333,581,0,0);
INSERT INTO "open_item" VALUES('RL-201',4,'2026-06-07','R-20','CNY',18768,18333,435,0,0);
INSERT INTO "open_item" VALUES('RL-202',1,'2026-04-15','R-20','CNY',8000,8000,0,0,0);
INSERT INTO "open_item" VALUES('RL-202',2,'2026-05-15','R-20','CNY',8000,8000,0,0,0);
INSERT INTO "open_item" VALUES('RL-202',3,'2026-06-15','R-20','CNY',8000,8000,0,0,0);
INSERT INTO "open_item" VALUES('RL-230',1,'2026-03-10','R-23','CNY',23213,22500,713,0,0);
INSERT INTO "open_item" VALUES('RL-230',2,'2026-04-10','R-23','CNY',23034,22500,534,0,0);
INSERT INTO "open_item" VALUES('RL-230',3,'2026-05-10','R-23','CNY',22856,22500,356,0,0);
INSERT INTO "open_item" VALUES('RL-230',4,'2026-06-10','R-23','CNY',22678,22500,178,0,0);
INSERT INTO "open_item" VALUES('RL-251',1,'2026-03-05','R-25','CNY',45391,43333,2058,0,0);
INSERT INTO "open_item" VALUES('RL-251',2,'2026-04-05','R-25','CNY',45048,43333,1715,0,0);
INSERT INTO "open_item" VALUES('RL-251',3,'2026-05-05','R-25','CNY',44705,43333,1372,0,0);
INSERT INTO "open_item" VALUES('RL-251',4,'2026-06-05','R-25','CNY',44362,43333,1029,0,0);
INSERT INTO "open_item" VALUES('RL-261',1,'2026-02-16','R-26','CNY',50629,48333,2296,0,0);
INSERT INTO "open_item" VALUES('RL-261',2,'2026-03-16','R-26','CNY',50246,48333,1913,0,0);
INSERT INTO "open_item" VALUES('RL-261',3,'2026-04-16','R-26','CNY',49864,48333,1531,0,0);
INSERT INTO "open_item" VALUES('RL-261',4,'2026-05-16','R-26','CNY',49481,48333,1148,0,0);
INSERT INTO "open_item" VALUES('RL-261',5,'2026-06-16','R-26','CNY',49098,48333,765,0,0);
INSERT INTO "open_item" VALUES('RL-281',1,'2026-05-08','R-28','CNY',82400,80000,2400,0,0);
INSERT INTO "open_item" VALUES('RL-281',2,'2026-06-08','R-28','CNY',81600,80000,1600,0,0);
INSERT INTO "open_item" VALUES('RL-301',3,'2026-06-09','R-30','CNY',36400,35000,1400,0,0);
INSERT INTO "open_item" VALUES('RL-321',2,'2026-05-01','R-32','CNY',13854,13854,0,0,0);
INSERT INTO "open_item" VALUES('RL-321',3,'2026-06-01','R-32','CNY',66666,66666,0,0,0);
INSERT INTO "open_item" VALUES('RL-350',3,'2026-05-06','R-35','CNY',22330,21000,1330,0,0);
INSERT INTO "open_item" VALUES('RL-350',4,'2026-06-06','R-35','CNY',22164,21000,1164,0,0);
INSERT INTO "open_item" VALUES('RL-351',3,'2026-04-08','R-35','CNY',47300,47300,0,0,0);
INSERT INTO "open_item" VALUES('RL-351',4,'2026-05-08','R-35','CNY',52916,52500,416,0,0);
INSERT INTO "open_item" VALUES('RL-400',2,'2026-06-07','R-40','CNY',64375,62500,1875,0,0);
INSERT INTO "open_item" VALUES('I-1201',1,'2026-05-10','K-12','EUR',112040,112040,0,0,0);
INSERT INTO "open_item" VALUES('I-1202',1,'2026-06-09','K-12','EUR',88000,88000,0,0,0);
INSERT INTO "open_item" VALUES('I-0202',1,'2026-05-31','K-02','EUR',8000,8000,0,0,0);
INSERT INTO "open_item" VALUES('I-0901',1,'2026-05-05','K-09','EUR',15000,15000,0,0,0);
INSERT INTO "open_item" VALUES('I-0902',1,'2026-05-25','K-09','EUR',35000,35000,0,0,0);
INSERT INTO "open_item" VALUES('L-0701',3,'2026-03-20','K-07','CNY',79964,72390,7574,0,0);
INSERT INTO "open_item" VALUES('L-0701',4,'2026-04-20','K-07','CNY',79964,73114,6850,0,0);
INSERT INTO "open_item" VALUES('L-0701',5,'2026-05-20','K-07','CNY',79964,73845,6119,0,0);
INSERT INTO "open_item" VALUES('L-0701',6,'2026-06-20','K-07','CNY',79964,74584,5380,0,0);
INSERT INTO "open_item" VALUES('RI-020',1,'2026-06-20','R-02','CNY',70200,70200,0,0,0);
INSERT INTO "open_item" VALUES('RI-280',1,'2026-06-21','R-28','CNY',85400,85400,0,0,0);
INSERT INTO "open_item" VALUES('RL-380',1,'2026-04-20','R-38','CNY',99567,96667,2900,0,0);
INSERT INTO "open_item" VALUES('RL-380',2,'2026-05-20','R-38','CNY',98600,96667,1933,0,0);
INSERT INTO "open_item" VALUES('RL-380',3,'2026-06-20','R-38','CNY',97633,96666,967,0,0);
INSERT INTO "open_item" VALUES('JJ-1001',1,'2026-06-05','K-10','CNY',86000,86000,0,0,0);
INSERT INTO "open_item" VALUES('JJ-1001',3,'2026-06-25','K-10','CNY',40000,34000,6000,0,0);
INSERT INTO "open_item" VALUES('JJ-1101',1,'2026-05-11','K-11','CNY',129000,129000,0,0,0);
INSERT INTO "open_item" VALUES('JJ-1101',3,'2026-06-28','K-11','CNY',30000,21000,9000,0,0);
INSERT INTO "open_item" VALUES('L-0102',2,'2026-05-20','K-01','CNY',15000,15000,0,0,0);
INSERT INTO "open_item" VALUES('L-0102',3,'2026-06-20','K-01','CNY',100000,100000,0,0,0);
INSERT INTO "open_item" VALUES('I-0203',1,'2026-06-24','K-02','EUR',15000,15000,0,0,0);
INSERT INTO "open_item" VALUES('L-0801',2,'2026-03-25','K-08','CNY',53750,50000,3750,0,0);
INSERT INTO "open_item" VALUES('L-0801',3,'2026-04-25','K-08','CNY',53333,50000,3333,0,0);
INSERT INTO "open_item" VALUES('L-0801',4,'2026-05-25','K-08','CNY',52917,50000,2917,0,0);
INSERT INTO "open_item" VALUES('L-0801',5,'2026-06-25','K-08','CNY',52500,50000,2500,0,0);
INSERT INTO "open_item" VALUES('L-0802',1,'2026-06-25','K-08','CNY',32500,30000,2500,0,0);
INSERT INTO "open_item" VALUES('RI-051',1,'2026-05-03','R-05','CNY',18786,18786,0,0,0);
INSERT INTO "open_item" VALUES('RI-070',1,'2026-06-28','R-07','CNY',68950,68950,0,0,0);
INSERT INTO "open_item" VALUES('RI-161',1,'2026-06-28','R-16','CNY',23717,23717,0,0,0);
INSERT INTO "open_item" VALUES('RI-231',1,'2026-06-25','R-23','CNY',9250,9250,0,0,0);
INSERT INTO "open_item" VALUES('RI-381',1,'2026-06-24','R-38','CNY',25450,25450,0,0,0);
INSERT INTO "open_item" VALUES('RI-392',1,'2026-06-27','R-39','CNY',62925,62925,0,0,0);
INSERT INTO "open_item" VALUES('RL-030',1,'2026-04-24','R-03','CNY',57200,55000,2200,0,0);
INSERT INTO "open_item" VALUES('RL-030',2,'2026-05-24','R-03','CNY',56650,55000,1650,0,0);
INSERT INTO "open_item" VALUES('RL-030',3,'2026-06-24','R-03','CNY',56100,55000,1100,0,0);
INSERT INTO "open_item" VALUES('RL-031',1,'2026-04-25','R-03','CNY',36667,36667,0,0,0);
INSERT INTO "open_item" VALUES('RL-031',2,'2026-05-25','R-03','CNY',36667,36667,0,0,0);
INSERT INTO "open_item" VALUES('RL-031',3,'2026-06-25','R-03','CNY',36667,36667,0,0,0);
INSERT INTO "open_item" VALUES('RL-171',1,'2026-04-22','R-17','CNY',27000,27000,0,0,0);
INSERT INTO "open_item" VALUES('RL-171',2,'2026-05-22','R-17','CNY',27000,27000,0,0,0);
INSERT INTO "open_item" VALUES('RL-171',3,'2026-06-22','R-17','CNY',27000,27000,0,0,0);
INSERT INTO "open_item" VALUES('RL-180',2,'2026-03-22','R-18','CNY',20792,20000,792,0,0);
INSERT INTO "open_item" VALUES('RL-180',3,'2026-04-22','R-18','CNY',20633,20000,633,0,0);
INSERT INTO "open_item" VALUES('RL-180',4,'2026-05-22','R-18','CNY',20475,20000,475,0,0);
INSERT INTO "open_item" VALUES('RL-180',5,'2026-06-22','R-18','CNY',20317,20000,317,0,0);
INSERT INTO "open_item" VALUES('RL-300',2,'2026-04-28','R-30','CNY',4084,4084,0,0,0);
INSERT INTO "open_item" VALUES('RL-300',3,'2026-05-28','R-30','CNY',41667,41667,0,0,0);
INSERT INTO "open_item" VALUES('RL-300',4,'2026-06-28','R-30','CNY',41667,41667,0,0,0);
INSERT INTO "open_item" VALUES('RL-320',5,'2026-06-23','R-32','CNY',13780,13000,780,0,0);
INSERT INTO "open_item" VALUES('RL-340',5,'2026-06-23','R-34','CNY',38940,38333,607,0,0);
INSERT INTO "open_item" VALUES('RL-352',1,'2026-04-24','R-35','CNY',58013,56667,1346,0,0);
INSERT INTO "open_item" VALUES('RL-352',2,'2026-05-24','R-35','CNY',57564,56667,897,0,0);
INSERT INTO "open_item" VALUES('RL-352',3,'2026-06-24','R-35','CNY',57115,56666,449,0,0);
INSERT INTO "open_item" VALUES('RL-401',1,'2026-02-28','R-40','CNY',22775,22775,0,0,0);
INSERT INTO "open_item" VALUES('RL-401',2,'2026-03-29','R-40','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-401',3,'2026-04-29','R-40','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-401',4,'2026-05-29','R-40','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('RL-401',5,'2026-06-29','R-40','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('L-1401',2,'2026-05-15','K-14','CNY',40000,40000,0,0,0);
INSERT INTO "open_item" VALUES('L-1401',3,'2026-06-15','K-14','CNY',40000,40000,0,0,0);
CREATE TABLE payer_account (
	payer_account_id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	statement_line_id INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (payer_account_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(statement_line_id) REFERENCES statement_line (statement_line_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "payer_account" VALUES(1,'DE75512108001245126199','K-02',1,6,NULL);
INSERT INTO "payer_account" VALUES(2,'DE89370400440532013000','K-09',2,7,NULL);
CREATE TABLE "plan" (
	plan_id INTEGER NOT NULL, 
	loan_id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (plan_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "plan" VALUES(1,'L-0101','terms',2,NULL);
INSERT INTO "plan" VALUES(2,'L-0102','terms',2,NULL);
INSERT INTO "plan" VALUES(3,'L-0501','terms',2,NULL);
INSERT INTO "plan" VALUES(4,'L-0502','terms',2,NULL);
INSERT INTO "plan" VALUES(5,'L-0701','terms',2,NULL);
INSERT INTO "plan" VALUES(6,'L-0801','terms',2,NULL);
INSERT INTO "plan" VALUES(7,'L-0802','terms',2,NULL);
INSERT INTO "plan" VALUES(8,'L-1301','terms',2,NULL);
INSERT INTO "plan" VALUES(9,'L-1401','terms',2,NULL);
INSERT INTO "plan" VALUES(10,'L-1501','terms',2,NULL);
INSERT INTO "plan" VALUES(11,'L-1502','terms',2,NULL);
INSERT INTO "plan" VALUES(12,'L-1503','terms',2,NULL);
INSERT INTO "plan" VALUES(13,'L-1601','terms',2,NULL);
INSERT INTO "plan" VALUES(14,'L-1602','terms',2,NULL);
INSERT INTO "plan" VALUES(15,'I-0201','terms',2,NULL);
INSERT INTO "plan" VALUES(16,'I-0202','terms',2,NULL);
INSERT INTO "plan" VALUES(17,'I-0203','terms',2,NULL);
INSERT INTO "plan" VALUES(18,'I-0301','terms',2,NULL);
INSERT INTO "plan" VALUES(19,'I-0302','terms',2,NULL);
INSERT INTO "plan" VALUES(20,'I-0401','terms',2,NULL);
INSERT INTO "plan" VALUES(21,'I-0601','terms',2,NULL);
INSERT INTO "plan" VALUES(22,'I-0602','terms',2,NULL);
INSERT INTO "plan" VALUES(23,'I-0901','terms',2,NULL);
INSERT INTO "plan" VALUES(24,'I-0902','terms',2,NULL);
INSERT INTO "plan" VALUES(25,'RL-021','terms',3,NULL);
INSERT INTO "plan" VALUES(26,'RL-030','terms',3,NULL);
INSERT INTO "plan" VALUES(27,'RL-031','terms',3,NULL);
INSERT INTO "plan" VALUES(28,'RL-050','terms',3,NULL);
INSERT INTO "plan" VALUES(29,'RL-060','terms',3,NULL);
INSERT INTO "plan" VALUES(30,'RL-061','terms',3,NULL);
INSERT INTO "plan" VALUES(31,'RL-071','terms',3,NULL);
INSERT INTO "plan" VALUES(32,'RL-080','terms',3,NULL);
INSERT INTO "plan" VALUES(33,'RL-090','terms',3,NULL);
INSERT INTO "plan" VALUES(34,'RL-101','terms',3,NULL);
INSERT INTO "plan" VALUES(35,'RL-111','terms',3,NULL);
INSERT INTO "plan" VALUES(36,'RL-121','terms',3,NULL);
INSERT INTO "plan" VALUES(37,'RL-130','terms',3,NULL);
INSERT INTO "plan" VALUES(38,'RL-140','terms',3,NULL);
INSERT INTO "plan" VALUES(39,'RL-141','terms',3,NULL);
INSERT INTO "plan" VALUES(40,'RL-160','terms',3,NULL);
INSERT INTO "plan" VALUES(41,'RL-170','terms',3,NULL);
INSERT INTO "plan" VALUES(42,'RL-171','terms',3,NULL);
INSERT INTO "plan" VALUES(43,'RL-180','terms',3,NULL);
INSERT INTO "plan" VALUES(44,'RL-181','terms',3,NULL);
INSERT INTO "plan" VALUES(45,'RL-190','terms',3,NULL);
INSERT INTO "plan" VALUES(46,'RL-201','terms',3,NULL);
INSERT INTO "plan" VALUES(47,'RL-202','terms',3,NULL);
INSERT INTO "plan" VALUES(48,'RL-220','terms',3,NULL);
INSERT INTO "plan" VALUES(49,'RL-221','terms',3,NULL);
INSERT INTO "plan" VALUES(50,'RL-230','terms',3,NULL);
INSERT INTO "plan" VALUES(51,'RL-240','terms',3,NULL);
INSERT INTO "plan" VALUES(52,'RL-241','terms',3,NULL);
INSERT INTO "plan" VALUES(53,'RL-251','terms',3,NULL);
INSERT INTO "plan" VALUES(54,'RL-261','terms',3,NULL);
INSERT INTO "plan" VALUES(55,'RL-270','terms',3,NULL);
INSERT INTO "plan" VALUES(56,'RL-281','terms',3,NULL);
INSERT INTO "plan" VALUES(57,'RL-291','terms',3,NULL);
INSERT INTO "plan" VALUES(58,'RL-300','terms',3,NULL);
INSERT INTO "plan" VALUES(59,'RL-301','terms',3,NULL);
INSERT INTO "plan" VALUES(60,'RL-311','terms',3,NULL);
INSERT INTO "plan" VALUES(61,'RL-320','terms',3,NULL);
INSERT INTO "plan" VALUES(62,'RL-321','terms',3,NULL);
INSERT INTO "plan" VALUES(63,'RL-340','terms',3,NULL);
INSERT INTO "plan" VALUES(64,'RL-350','terms',3,NULL);
INSERT INTO "plan" VALUES(65,'RL-351','terms',3,NULL);
INSERT INTO "plan" VALUES(66,'RL-352','terms',3,NULL);
INSERT INTO "plan" VALUES(67,'RL-370','terms',3,NULL);
INSERT INTO "plan" VALUES(68,'RL-380','terms',3,NULL);
INSERT INTO "plan" VALUES(69,'RL-390','terms',3,NULL);
INSERT INTO "plan" VALUES(70,'RL-400','terms',3,NULL);
INSERT INTO "plan" VALUES(71,'RL-401','terms',3,NULL);
INSERT INTO "plan" VALUES(72,'RI-010','terms',3,NULL);
INSERT INTO "plan" VALUES(73,'RI-011','terms',3,NULL);
INSERT INTO "plan" VALUES(74,'RI-020','terms',3,NULL);
INSERT INTO "plan" VALUES(75,'RI-040','terms',3,NULL);
INSERT INTO "plan" VALUES(76,'RI-041','terms',3,NULL);
INSERT INTO "plan" VALUES(77,'RI-051','terms',3,NULL);
INSERT INTO "plan" VALUES(78,'RI-070','terms',3,NULL);
INSERT INTO "plan" VALUES(79,'RI-081','terms',3,NULL);
INSERT INTO "plan" VALUES(80,'RI-091','terms',3,NULL);
INSERT INTO "plan" VALUES(81,'RI-100','terms',3,NULL);
INSERT INTO "plan" VALUES(82,'RI-110','terms',3,NULL);
INSERT INTO "plan" VALUES(83,'RI-120','terms',3,NULL);
INSERT INTO "plan" VALUES(84,'RI-131','terms',3,NULL);
INSERT INTO "plan" VALUES(85,'RI-150','terms',3,NULL);
INSERT INTO "plan" VALUES(86,'RI-151','terms',3,NULL);
INSERT INTO "plan" VALUES(87,'RI-161','terms',3,NULL);
INSERT INTO "plan" VALUES(88,'RI-191','terms',3,NULL);
INSERT INTO "plan" VALUES(89,'RI-200','terms',3,NULL);
INSERT INTO "plan" VALUES(90,'RI-210','terms',3,NULL);
INSERT INTO "plan" VALUES(91,'RI-211','terms',3,NULL);
INSERT INTO "plan" VALUES(92,'RI-231','terms',3,NULL);
INSERT INTO "plan" VALUES(93,'RI-250','terms',3,NULL);
INSERT INTO "plan" VALUES(94,'RI-260','terms',3,NULL);
INSERT INTO "plan" VALUES(95,'RI-271','terms',3,NULL);
INSERT INTO "plan" VALUES(96,'RI-280','terms',3,NULL);
INSERT INTO "plan" VALUES(97,'RI-290','terms',3,NULL);
INSERT INTO "plan" VALUES(98,'RI-292','terms',3,NULL);
INSERT INTO "plan" VALUES(99,'RI-310','terms',3,NULL);
INSERT INTO "plan" VALUES(100,'RI-330','terms',3,NULL);
INSERT INTO "plan" VALUES(101,'RI-331','terms',3,NULL);
INSERT INTO "plan" VALUES(102,'RI-332','terms',3,NULL);
INSERT INTO "plan" VALUES(103,'RI-341','terms',3,NULL);
INSERT INTO "plan" VALUES(104,'RI-360','terms',3,NULL);
INSERT INTO "plan" VALUES(105,'RI-361','terms',3,NULL);
INSERT INTO "plan" VALUES(106,'RI-362','terms',3,NULL);
INSERT INTO "plan" VALUES(107,'RI-371','terms',3,NULL);
INSERT INTO "plan" VALUES(108,'RI-381','terms',3,NULL);
INSERT INTO "plan" VALUES(109,'RI-391','terms',3,NULL);
INSERT INTO "plan" VALUES(110,'RI-392','terms',3,NULL);
INSERT INTO "plan" VALUES(111,'RI-402','terms',3,NULL);
INSERT INTO "plan" VALUES(112,'I-1201','terms',4,NULL);
INSERT INTO "plan" VALUES(113,'I-1202','terms',4,NULL);
INSERT INTO "plan" VALUES(114,'I-1203','terms',4,NULL);
CREATE TABLE policy_version (
	policy_version_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	version TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	content TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (policy_version_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE position (
	loan_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	status TEXT NOT NULL, 
	oldest_due_on TEXT, 
	delinquent_on TEXT, 
	overdue INTEGER NOT NULL, 
	overdue_principal INTEGER NOT NULL, 
	outstanding_principal INTEGER NOT NULL, 
	outstanding INTEGER NOT NULL, 
	receivable_not_due INTEGER NOT NULL, 
	receivable_not_due_items INTEGER NOT NULL, 
	prepaid INTEGER NOT NULL, 
	credit INTEGER NOT NULL, 
	penalty_posted INTEGER NOT NULL, 
	recovered INTEGER NOT NULL, 
	next_due_on TEXT, 
	next_due_amount INTEGER NOT NULL, 
	last_paid_on TEXT, 
	unscheduled INTEGER NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_until TEXT NOT NULL, 
	PRIMARY KEY (loan_id)
);
INSERT INTO "position" VALUES('C-0402','K-04','EUR','overpaid',NULL,NULL,0,0,0,0,0,0,0,20000,0,0,NULL,0,NULL,0,'2026-06-05','9999-12-31');
INSERT INTO "position" VALUES('C-0603','K-06','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,70000,0,0,NULL,0,NULL,0,'2026-06-02','9999-12-31');
INSERT INTO "position" VALUES('I-0301','K-03','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,50000,0,0,NULL,0,'2026-05-28',0,'2026-05-28','9999-12-31');
INSERT INTO "position" VALUES('I-0302','K-03','CNY','active','2026-06-19','2026-06-19',30000,30000,30000,30000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-20','9999-12-31');
INSERT INTO "position" VALUES('I-0401','K-04','EUR','active','2026-06-01','2026-06-01',50000,50000,50000,50000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-02','9999-12-31');
INSERT INTO "position" VALUES('I-0601','K-06','CNY','active','2026-05-01','2026-05-01',80000,80000,80000,80000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-05-02','9999-12-31');
INSERT INTO "position" VALUES('I-0602','K-06','CNY','active','2026-05-20','2026-05-20',60000,60000,60000,60000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-05-21','9999-12-31');
INSERT INTO "position" VALUES('L-0501','K-05','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,50000,0,0,NULL,0,'2026-06-05',0,'2026-06-06','9999-12-31');
INSERT INTO "position" VALUES('L-0502','K-05','CNY','active','2026-06-08','2026-06-08',50000,50000,50000,50000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-09','9999-12-31');
INSERT INTO "position" VALUES('L-1301','K-13','CNY','active','2026-06-12','2026-06-12',32522,27800,472200,514666,444400,16,0,0,0,0,'2026-07-12',32244,'2026-05-12',0,'2026-06-13','2026-07-13');
INSERT INTO "position" VALUES('L-1501','K-15','EUR','active','2026-06-18','2026-06-18',5000,5000,35000,35000,30000,3,0,0,0,0,'2026-07-18',10000,'2026-06-20',0,'2026-06-20','2026-07-19');
INSERT INTO "position" VALUES('L-1502','K-15','EUR','active',NULL,NULL,0,0,60000,60000,60000,4,0,0,0,0,'2026-07-02',15000,'2026-06-20',0,'2026-06-20','2026-07-03');
INSERT INTO "position" VALUES('L-1503','K-15','CNY','active','2026-05-02','2026-05-02',100000,100000,300000,300000,200000,4,0,0,0,0,'2026-07-02',50000,NULL,0,'2026-06-03','2026-07-03');
INSERT INTO "position" VALUES('L-1601','K-16','CNY','active','2026-06-01','2026-06-01',7128,7128,212097,218542,204969,4,0,0,0,0,'2026-07-01',52853,'2026-05-18',0,'2026-06-02','2026-07-02');
INSERT INTO "position" VALUES('L-1602','K-16','CNY','active','2026-06-01','2026-06-01',3565,3565,130883,135696,127318,5,0,0,0,0,'2026-07-01',26427,'2026-05-18',0,'2026-06-02','2026-07-02');
INSERT INTO "position" VALUES('L-0101','K-01','CNY','active','2026-05-10','2026-05-10',130000,130000,330000,330000,200000,2,0,0,0,0,'2026-07-10',100000,'2026-06-15',0,'2026-06-15','2026-07-11');
INSERT INTO "position" VALUES('RI-010','R-01','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-22',0,'2026-05-22','9999-12-31');
INSERT INTO "position" VALUES('RI-011','R-01','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,475,0,0,NULL,0,'2026-05-22',0,'2026-05-22','9999-12-31');
INSERT INTO "position" VALUES('RI-040','R-04','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,20525,0,0,NULL,0,'2026-05-03',0,'2026-05-03','9999-12-31');
INSERT INTO "position" VALUES('RI-041','R-04','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-03',0,'2026-05-04','9999-12-31');
INSERT INTO "position" VALUES('RI-081','R-08','CNY','active','2026-04-07','2026-04-07',46450,46450,46450,46450,0,0,0,0,0,0,NULL,0,NULL,0,'2026-04-08','9999-12-31');
INSERT INTO "position" VALUES('RI-091','R-09','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-19',0,'2026-06-19','9999-12-31');
INSERT INTO "position" VALUES('RI-100','R-10','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-16',0,'2026-05-16','9999-12-31');
INSERT INTO "position" VALUES('RI-110','R-11','CNY','active','2026-04-15','2026-04-15',36050,36050,36050,36050,0,0,0,0,0,0,NULL,0,NULL,0,'2026-04-16','9999-12-31');
INSERT INTO "position" VALUES('RI-131','R-13','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-03',0,'2026-06-03','9999-12-31');
INSERT INTO "position" VALUES('RI-150','R-15','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-27',0,'2026-05-27','9999-12-31');
INSERT INTO "position" VALUES('RI-151','R-15','CNY','active','2026-05-02','2026-05-02',8625,8625,8625,8625,0,0,0,0,0,0,NULL,0,'2026-05-27',0,'2026-05-27','9999-12-31');
INSERT INTO "position" VALUES('RI-191','R-19','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-18',0,'2026-06-18','9999-12-31');
INSERT INTO "position" VALUES('RI-200','R-20','CNY','active','2026-04-04','2026-04-04',8900,8900,8900,8900,0,0,0,0,0,0,NULL,0,NULL,0,'2026-04-05','9999-12-31');
INSERT INTO "position" VALUES('RI-210','R-21','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-09',0,'2026-06-09','9999-12-31');
INSERT INTO "position" VALUES('RI-211','R-21','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,32583,0,0,NULL,0,'2026-06-09',0,'2026-06-09','9999-12-31');
INSERT INTO "position" VALUES('RI-250','R-25','CNY','active','2026-06-06','2026-06-06',68517,68517,68517,68517,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-07','9999-12-31');
INSERT INTO "position" VALUES('RI-260','R-26','CNY','active','2026-06-07','2026-06-07',61500,61500,61500,61500,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-08','9999-12-31');
INSERT INTO "position" VALUES('RI-290','R-29','CNY','active','2026-06-10','2026-06-10',68900,68900,68900,68900,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-11','9999-12-31');
INSERT INTO "position" VALUES('RI-292','R-29','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-05',0,'2026-06-05','9999-12-31');
INSERT INTO "position" VALUES('RI-310','R-31','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-23',0,'2026-05-23','9999-12-31');
INSERT INTO "position" VALUES('RI-330','R-33','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-08',0,'2026-05-08','9999-12-31');
INSERT INTO "position" VALUES('RI-331','R-33','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-29',0,'2026-06-20','9999-12-31');
INSERT INTO "position" VALUES('RI-332','R-33','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,47116,0,0,NULL,0,'2026-05-29',0,'2026-05-29','9999-12-31');
INSERT INTO "position" VALUES('RI-341','R-34','CNY','active','2026-04-16','2026-04-16',61069,61069,61069,61069,0,0,0,0,0,0,NULL,0,'2026-06-01',0,'2026-06-01','9999-12-31');
INSERT INTO "position" VALUES('RI-360','R-36','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-09',0,'2026-06-17','9999-12-31');
INSERT INTO "position" VALUES('RI-361','R-36','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-09',0,'2026-06-09','9999-12-31');
INSERT INTO "position" VALUES('RI-362','R-36','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,53891,0,0,NULL,0,'2026-06-09',0,'2026-06-09','9999-12-31');
INSERT INTO "position" VALUES('RI-371','R-37','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-05-24',0,'2026-05-24','9999-12-31');
INSERT INTO "position" VALUES('RI-402','R-40','CNY','active','2026-05-03','2026-05-03',56950,56950,56950,56950,0,0,0,0,0,0,NULL,0,NULL,0,'2026-05-04','9999-12-31');
INSERT INTO "position" VALUES('RL-021','R-02','CNY','active','2026-03-12','2026-03-12',106728,100000,250000,260886,150000,6,0,0,0,0,'2026-07-12',26188,NULL,0,'2026-06-13','2026-07-13');
INSERT INTO "position" VALUES('RL-060','R-06','CNY','active','2026-03-21','2026-03-21',285600,280000,280000,285600,0,0,0,0,0,0,NULL,0,NULL,0,'2026-05-22','9999-12-31');
INSERT INTO "position" VALUES('RL-061','R-06','CNY','active','2026-05-06','2026-05-06',38263,36666,110000,113048,73334,4,0,0,0,0,'2026-07-06',18914,NULL,0,'2026-06-07','2026-07-07');
INSERT INTO "position" VALUES('RL-071','R-07','CNY','active','2026-05-03','2026-05-03',58000,58000,290000,290000,232000,8,0,0,0,0,'2026-07-03',29000,NULL,0,'2026-06-04','2026-07-04');
INSERT INTO "position" VALUES('RL-080','R-08','CNY','active','2026-05-03','2026-05-03',101983,96666,290000,300150,193334,4,0,0,0,0,'2026-07-03',50266,NULL,0,'2026-06-04','2026-07-04');
INSERT INTO "position" VALUES('RL-090','R-09','CNY','active',NULL,NULL,0,0,15640,15850,15640,3,1260,0,0,0,'2026-10-01',1640,'2026-06-19',0,'2026-06-19','2026-07-02');
INSERT INTO "position" VALUES('RL-101','R-10','CNY','active','2026-05-16','2026-05-16',29417,29417,169417,169417,140000,7,0,0,0,0,'2026-07-16',20000,'2026-05-16',0,'2026-06-17','2026-07-17');
INSERT INTO "position" VALUES('RL-111','R-11','CNY','active','2026-02-08','2026-02-08',153000,150000,150000,153000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-04-09','9999-12-31');
INSERT INTO "position" VALUES('RL-130','R-13','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,792,26528,0,0,NULL,0,'2026-06-03',0,'2026-06-04','2026-07-04');
INSERT INTO "position" VALUES('RL-160','R-16','CNY','active','2026-02-25','2026-02-25',102500,100000,100000,102500,0,0,0,0,0,0,NULL,0,NULL,0,'2026-05-26','9999-12-31');
INSERT INTO "position" VALUES('RL-170','R-17','CNY','active','2026-02-15','2026-02-15',200000,200000,240000,240000,40000,1,0,0,0,0,'2026-07-15',40000,NULL,0,'2026-06-16','2026-07-16');
INSERT INTO "position" VALUES('RL-181','R-18','CNY','active','2026-03-13','2026-03-13',177584,175208,175208,177584,0,0,0,0,0,0,NULL,0,'2026-06-01',0,'2026-06-14','9999-12-31');
INSERT INTO "position" VALUES('RL-190','R-19','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,4400,0,0,NULL,0,'2026-06-18',0,'2026-06-18','9999-12-31');
INSERT INTO "position" VALUES('RL-201','R-20','CNY','active','2026-03-07','2026-03-07',75945,73332,110000,113048,36668,2,0,0,0,0,'2026-07-07',18623,NULL,0,'2026-06-08','2026-07-08');
INSERT INTO "position" VALUES('RL-202','R-20','CNY','active','2026-04-15','2026-04-15',24000,24000,80000,80000,56000,7,0,0,0,0,'2026-07-15',8000,NULL,0,'2026-06-16','2026-07-16');
INSERT INTO "position" VALUES('RL-220','R-22','CNY','closed',NULL,NULL,0,0,0,0,0,0,1300,0,0,0,NULL,0,'2026-06-12',0,'2026-06-16','2026-07-16');
INSERT INTO "position" VALUES('RL-221','R-22','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,38111,0,0,NULL,0,'2026-06-12',0,'2026-06-12','9999-12-31');
INSERT INTO "position" VALUES('RL-230','R-23','CNY','active','2026-03-10','2026-03-10',91781,90000,90000,91781,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-11','9999-12-31');
INSERT INTO "position" VALUES('RL-240','R-24','CNY','closed',NULL,NULL,0,0,0,0,0,0,1500,0,0,0,NULL,0,'2026-06-10',0,'2026-06-10','2026-07-01');
INSERT INTO "position" VALUES('RL-241','R-24','CNY','active',NULL,NULL,0,0,58690,59350,58690,3,3960,0,0,0,'2026-10-16',14690,'2026-06-10',0,'2026-06-17','2026-07-17');
INSERT INTO "position" VALUES('RL-251','R-25','CNY','active','2026-03-05','2026-03-05',179506,173332,260000,267203,86668,2,0,0,0,0,'2026-07-05',44019,NULL,0,'2026-06-06','2026-07-06');
INSERT INTO "position" VALUES('RL-261','R-26','CNY','active','2026-02-16','2026-02-16',249318,241665,290000,298036,48335,1,0,0,0,0,'2026-07-16',48718,NULL,0,'2026-06-17','2026-07-17');
INSERT INTO "position" VALUES('RL-281','R-28','CNY','active','2026-05-08','2026-05-08',164000,160000,240000,244800,80000,1,0,0,0,0,'2026-07-08',80800,NULL,0,'2026-06-09','2026-07-09');
INSERT INTO "position" VALUES('RL-291','R-29','CNY','active',NULL,NULL,0,0,16843,17033,16843,3,1583,0,0,0,'2026-11-13',843,'2026-06-05',0,'2026-06-14','2026-07-14');
INSERT INTO "position" VALUES('RL-301','R-30','CNY','active','2026-06-09','2026-06-09',36400,35000,140000,143500,105000,3,0,0,0,0,'2026-07-09',36050,'2026-05-12',0,'2026-06-10','2026-07-10');
INSERT INTO "position" VALUES('RL-321','R-32','CNY','active','2026-05-01','2026-05-01',80520,80520,80520,80520,0,0,0,0,0,0,NULL,0,'2026-05-24',0,'2026-06-02','9999-12-31');
INSERT INTO "position" VALUES('RL-350','R-35','CNY','active','2026-05-06','2026-05-06',44494,42000,168000,173986,126000,6,0,0,0,0,'2026-07-06',21998,'2026-05-13',0,'2026-06-07','2026-07-07');
INSERT INTO "position" VALUES('RL-351','R-35','CNY','active','2026-04-08','2026-04-08',100216,99800,99800,100216,0,0,0,0,0,0,NULL,0,'2026-05-13',0,'2026-05-13','9999-12-31');
INSERT INTO "position" VALUES('RL-370','R-37','CNY','active',NULL,NULL,0,0,120854,121844,120854,3,990,0,0,0,'2026-07-11',37522,'2026-05-24',0,'2026-06-12','2026-07-12');
INSERT INTO "position" VALUES('RL-400','R-40','CNY','active','2026-06-07','2026-06-07',64375,62500,187500,191250,125000,2,0,0,0,0,'2026-07-07',63750,'2026-05-21',0,'2026-06-08','2026-07-08');
INSERT INTO "position" VALUES('I-1201','K-12','EUR','active','2026-05-10','2026-05-10',112040,112040,112040,112040,0,0,0,0,0,0,NULL,0,'2026-04-10',0,'2026-05-11','9999-12-31');
INSERT INTO "position" VALUES('I-1202','K-12','EUR','active','2026-06-09','2026-06-09',88000,88000,88000,88000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-10','9999-12-31');
INSERT INTO "position" VALUES('I-1203','K-12','EUR','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-03-10',0,'2026-04-10','9999-12-31');
INSERT INTO "position" VALUES('I-0201','K-02','EUR','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-10',0,'2026-06-10','9999-12-31');
INSERT INTO "position" VALUES('I-0202','K-02','EUR','active','2026-05-31','2026-05-31',8000,8000,8000,8000,0,0,0,0,0,0,NULL,0,'2026-06-16',0,'2026-06-16','9999-12-31');
INSERT INTO "position" VALUES('I-0901','K-09','EUR','active','2026-05-05','2026-05-05',15000,15000,15000,15000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-18','9999-12-31');
INSERT INTO "position" VALUES('I-0902','K-09','EUR','active','2026-05-25','2026-05-25',35000,35000,35000,35000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-18','9999-12-31');
INSERT INTO "position" VALUES('L-0701','K-07','CNY','active','2026-03-20','2026-03-20',319856,293933,757362,799640,463429,6,0,0,0,0,'2026-07-20',79964,'2026-02-20',0,'2026-06-21','2026-07-21');
INSERT INTO "position" VALUES('RI-020','R-02','CNY','active','2026-06-20','2026-06-20',70200,70200,70200,70200,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-21','9999-12-31');
INSERT INTO "position" VALUES('RI-280','R-28','CNY','active','2026-06-21','2026-06-21',85400,85400,85400,85400,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-22','9999-12-31');
INSERT INTO "position" VALUES('RL-380','R-38','CNY','active','2026-04-20','2026-04-20',295800,290000,290000,295800,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-21','9999-12-31');
INSERT INTO "position" VALUES('JJ-1001','K-10','CNY','active','2026-06-05','2026-06-05',126000,120000,800000,806000,680000,1,0,0,0,0,NULL,0,'2026-06-26',0,'2026-06-26','9999-12-31');
INSERT INTO "position" VALUES('JJ-1101','K-11','CNY','active','2026-05-11','2026-05-11',159000,150000,900000,909000,750000,1,0,0,0,0,NULL,0,'2026-06-27',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('L-0102','K-01','CNY','active','2026-05-20','2026-05-20',115000,115000,1015000,1015000,900000,9,0,0,0,0,'2026-07-20',100000,'2026-06-26',0,'2026-06-26','2026-07-21');
INSERT INTO "position" VALUES('I-0203','K-02','EUR','active','2026-06-24','2026-06-24',15000,15000,15000,15000,0,0,0,0,0,0,NULL,0,'2026-06-16',0,'2026-06-25','9999-12-31');
INSERT INTO "position" VALUES('L-0801','K-08','CNY','active','2026-03-25','2026-03-25',212500,200000,450000,468750,250000,5,0,0,0,0,'2026-07-25',52083,'2026-02-25',0,'2026-06-26','2026-07-26');
INSERT INTO "position" VALUES('L-0802','K-08','CNY','active','2026-06-25','2026-06-25',32500,30000,300000,313750,270000,9,0,0,0,0,'2026-07-25',32250,NULL,0,'2026-06-26','2026-07-26');
INSERT INTO "position" VALUES('RI-051','R-05','CNY','active','2026-05-03','2026-05-03',18786,18786,18786,18786,0,0,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RI-070','R-07','CNY','active','2026-06-28','2026-06-28',68950,68950,68950,68950,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RI-120','R-12','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-23',0,'2026-06-23','9999-12-31');
INSERT INTO "position" VALUES('RI-161','R-16','CNY','active','2026-06-28','2026-06-28',23717,23717,23717,23717,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RI-231','R-23','CNY','active','2026-06-25','2026-06-25',9250,9250,9250,9250,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-26','9999-12-31');
INSERT INTO "position" VALUES('RI-271','R-27','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RI-381','R-38','CNY','active','2026-06-24','2026-06-24',25450,25450,25450,25450,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-25','9999-12-31');
INSERT INTO "position" VALUES('RI-391','R-39','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RI-392','R-39','CNY','active','2026-06-27','2026-06-27',62925,62925,62925,62925,0,0,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('RL-030','R-03','CNY','active','2026-04-24','2026-04-24',169950,165000,220000,225500,55000,1,0,0,0,0,'2026-07-24',55550,NULL,0,'2026-06-25','2026-07-25');
INSERT INTO "position" VALUES('RL-031','R-03','CNY','active','2026-04-25','2026-04-25',110001,110001,220000,220000,109999,3,0,0,0,0,'2026-07-25',36667,NULL,0,'2026-06-26','2026-07-26');
INSERT INTO "position" VALUES('RL-050','R-05','CNY','active',NULL,NULL,0,0,50000,50594,50000,2,0,0,0,0,'2026-07-08',25396,'2026-06-29',0,'2026-06-29','2026-07-09');
INSERT INTO "position" VALUES('RL-121','R-12','CNY','overpaid',NULL,NULL,0,0,0,0,0,0,0,308,0,0,NULL,0,'2026-06-23',0,'2026-06-23','9999-12-31');
INSERT INTO "position" VALUES('RL-140','R-14','CNY','active',NULL,NULL,0,0,90000,90000,90000,2,0,0,0,0,'2026-07-24',45000,'2026-06-29',0,'2026-06-29','2026-07-25');
INSERT INTO "position" VALUES('RL-141','R-14','CNY','active',NULL,NULL,0,0,41225,41475,41225,2,500,0,0,0,'2026-07-14',16225,'2026-06-29',0,'2026-06-29','2026-07-15');
INSERT INTO "position" VALUES('RL-171','R-17','CNY','active','2026-04-22','2026-04-22',81000,81000,270000,270000,189000,7,0,0,0,0,'2026-07-22',27000,NULL,0,'2026-06-23','2026-07-23');
INSERT INTO "position" VALUES('RL-180','R-18','CNY','active','2026-03-22','2026-03-22',82217,80000,100000,102375,20000,1,0,0,0,0,'2026-07-22',20158,'2026-06-01',0,'2026-06-23','2026-07-23');
INSERT INTO "position" VALUES('RL-270','R-27','CNY','active',NULL,NULL,0,0,9100,9100,9100,1,0,0,0,0,'2026-06-30',9100,'2026-06-29',0,'2026-06-29','2026-07-01');
INSERT INTO "position" VALUES('RL-300','R-30','CNY','active','2026-04-28','2026-04-28',87418,87418,170750,170750,83332,2,0,0,0,0,'2026-07-28',41667,'2026-05-12',0,'2026-06-29','2026-07-29');
INSERT INTO "position" VALUES('RL-311','R-31','CNY','active',NULL,NULL,0,0,86925,86925,86925,4,0,0,0,0,'2026-08-29',2925,'2026-05-23',0,'2026-06-30','2026-07-30');
INSERT INTO "position" VALUES('RL-320','R-32','CNY','active','2026-06-23','2026-06-23',13780,13000,78000,80730,65000,5,0,0,0,0,'2026-07-23',13650,'2026-05-24',0,'2026-06-24','2026-07-24');
INSERT INTO "position" VALUES('RL-340','R-34','CNY','active','2026-06-23','2026-06-23',38940,38333,76668,77578,38335,1,0,0,0,0,'2026-07-23',38638,'2026-06-01',0,'2026-06-24','2026-07-24');
INSERT INTO "position" VALUES('RL-352','R-35','CNY','active','2026-04-24','2026-04-24',172692,170000,170000,172692,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-25','9999-12-31');
INSERT INTO "position" VALUES('RL-390','R-39','CNY','active',NULL,NULL,0,0,56000,56000,56000,7,0,0,0,0,'2026-07-17',8000,'2026-06-29',0,'2026-06-29','2026-07-18');
INSERT INTO "position" VALUES('RL-401','R-40','CNY','active','2026-02-28','2026-02-28',182775,182775,222775,222775,40000,1,0,0,0,0,'2026-07-29',40000,'2026-05-21',0,'2026-06-30','2026-07-30');
INSERT INTO "position" VALUES('L-1401','K-14','CNY','active','2026-05-15','2026-05-15',80000,80000,200000,202500,122500,3,0,0,0,0,'2026-07-15',42500,'2026-04-15',0,'2026-06-30','2026-07-16');
CREATE TABLE preference (
	preference_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	point TEXT NOT NULL, 
	loan_id TEXT, 
	person TEXT NOT NULL, 
	days TEXT NOT NULL, 
	from_time TEXT NOT NULL, 
	to_time TEXT NOT NULL, 
	at TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	until_on TEXT, 
	contact_id INTEGER, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (preference_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (contact_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE preference_end (
	preference_end_id INTEGER NOT NULL, 
	preference_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	note TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (preference_end_id), 
	FOREIGN KEY(preference_id) REFERENCES preference (preference_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE promise (
	promise_id INTEGER NOT NULL, 
	customer_id TEXT NOT NULL, 
	loan_id TEXT, 
	contact_id INTEGER, 
	made_on TEXT NOT NULL, 
	due_on TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (promise_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (contact_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (customer_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "promise" VALUES(1,'K-01',NULL,2,'2026-06-22','2026-06-26',70000,'CNY',11,NULL);
INSERT INTO "promise" VALUES(2,'K-14',NULL,3,'2026-06-22','2026-07-03',80000,'CNY',12,NULL);
CREATE TABLE promise_end (
	promise_end_id INTEGER NOT NULL, 
	promise_id INTEGER NOT NULL, 
	ended_on TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (promise_end_id), 
	FOREIGN KEY(promise_id) REFERENCES promise (promise_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE rate (
	rate_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	percent TEXT NOT NULL, 
	source TEXT NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (rate_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('currency','CNY');
INSERT INTO "setting" VALUES('policy','standard');
INSERT INTO "setting" VALUES('time_zone','Asia/Shanghai');
INSERT INTO "setting" VALUES('role','creditor');
INSERT INTO "setting" VALUES('derived_by','abd32a399dab9f42');
INSERT INTO "setting" VALUES('cases_by','35d3f3008cc1b175');
CREATE TABLE snapshot (
	snapshot_id INTEGER NOT NULL, 
	loan_id TEXT NOT NULL, 
	as_of TEXT NOT NULL, 
	days_past_due INTEGER NOT NULL, 
	overdue_penalty INTEGER NOT NULL, 
	overdue_fee INTEGER NOT NULL, 
	overdue_interest INTEGER NOT NULL, 
	overdue_principal INTEGER NOT NULL, 
	not_due_penalty INTEGER, 
	not_due_fee INTEGER, 
	not_due_interest INTEGER, 
	not_due_principal INTEGER, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (snapshot_id), 
	FOREIGN KEY(loan_id) REFERENCES loan (loan_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "snapshot" VALUES(1,'JJ-1001','2026-06-25',20,0,0,6000,120000,0,NULL,NULL,680000,16,NULL);
INSERT INTO "snapshot" VALUES(2,'JJ-1101','2026-06-25',45,0,0,9000,200000,0,NULL,NULL,750000,16,NULL);
INSERT INTO "snapshot" VALUES(3,'JJ-1001','2026-06-26',21,0,0,6000,120000,0,NULL,NULL,680000,18,NULL);
INSERT INTO "snapshot" VALUES(4,'JJ-1101','2026-06-26',46,0,0,9000,200000,0,NULL,NULL,750000,18,NULL);
INSERT INTO "snapshot" VALUES(5,'JJ-1001','2026-06-29',24,0,0,6000,120000,0,NULL,NULL,680000,21,NULL);
INSERT INTO "snapshot" VALUES(6,'JJ-1101','2026-06-29',49,0,0,9000,150000,0,NULL,NULL,750000,21,NULL);
CREATE TABLE statement (
	statement_id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	number TEXT NOT NULL, 
	opened_on TEXT, 
	opening INTEGER, 
	closed_on TEXT, 
	closing INTEGER, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (statement_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "statement" VALUES(1,'DE02120300000000202051','EUR','6/1','2026-06-01',100000,'2026-06-20',172000,5,NULL);
CREATE TABLE statement_line (
	statement_line_id INTEGER NOT NULL, 
	statement_id INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	booked_on TEXT NOT NULL, 
	value_on TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	payer TEXT NOT NULL, 
	payer_account TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	mandate TEXT NOT NULL, 
	bank_reference TEXT NOT NULL, 
	text TEXT NOT NULL, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	original INTEGER NOT NULL, 
	identity TEXT NOT NULL, 
	occurrence INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, payments INTEGER DEFAULT 1 NOT NULL, 
	PRIMARY KEY (statement_line_id), 
	FOREIGN KEY(statement_id) REFERENCES statement (statement_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "statement_line" VALUES(1,1,5,'DE02120300000000202051','EUR','2026-06-10','2026-06-10',60000,'credit','ANNA M','DE75512108001245126199','','','','Danke','NTRF 166','',0,'d5fd1cfde155ec3384ae3b12a4ae80c2',1,5,NULL,1);
INSERT INTO "statement_line" VALUES(2,1,7,'DE02120300000000202051','EUR','2026-06-12','2026-06-12',40000,'credit','J N','DE89370400440532013000','','','','Raten','NTRF 166','',0,'6d54e33815feb183baf31b285934aff8',1,5,NULL,1);
INSERT INTO "statement_line" VALUES(3,1,9,'DE02120300000000202051','EUR','2026-06-16','2026-06-16',12000,'credit','ANNA M','DE75512108001245126199','','','','Abschlag','NTRF 166','',0,'6f9a7ed9a916c61d047d3ecd5b84b4c8',1,5,NULL,1);
INSERT INTO "statement_line" VALUES(4,1,11,'DE02120300000000202051','EUR','2026-06-18','2026-06-18',-40000,'return','J N','DE89370400440532013000','RETURN','','','Rueckgabe','NRTI 109','',0,'bc5087a93fc2fe936df4a94d34da43c6',1,5,NULL,1);
CREATE TABLE statement_sighting (
	statement_sighting_id INTEGER NOT NULL, 
	statement_line_id INTEGER NOT NULL, 
	journal_id INTEGER NOT NULL, 
	voided_by INTEGER, 
	PRIMARY KEY (statement_sighting_id), 
	FOREIGN KEY(statement_line_id) REFERENCES statement_line (statement_line_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
CREATE TABLE touched (
	loan_id TEXT NOT NULL, 
	PRIMARY KEY (loan_id)
)
 WITHOUT ROWID

;
CREATE TABLE touched_case (
	customer_id TEXT NOT NULL, 
	PRIMARY KEY (customer_id)
)
 WITHOUT ROWID

;
CREATE INDEX ix_open_item_book ON open_item (currency, due_on, customer_id, loan_id, amount, principal, interest, fee, penalty);
CREATE INDEX ix_position_book ON position (currency, customer_id, delinquent_on, receivable_not_due, receivable_not_due_items, overdue, outstanding_principal) WHERE status = 'active';
CREATE INDEX ix_position_rest ON position (currency, prepaid, credit, penalty_posted, recovered, unscheduled) WHERE prepaid <> 0 OR credit <> 0 OR penalty_posted <> 0 OR recovered <> 0 OR unscheduled <> 0;
CREATE INDEX ix_position_customer ON position (customer_id);
CREATE INDEX ix_position_late ON position (customer_id, delinquent_on, currency, overdue) WHERE delinquent_on IS NOT NULL;
CREATE INDEX ix_position_grace ON position (customer_id, currency, overdue, next_due_amount) WHERE oldest_due_on IS NOT NULL AND delinquent_on IS NULL;
CREATE INDEX ix_position_next_due ON position (next_due_on, customer_id, oldest_due_on, currency, next_due_amount) WHERE next_due_on IS NOT NULL;
CREATE INDEX ix_position_valid_from ON position (valid_from);
CREATE INDEX ix_position_valid_until ON position (valid_until);
CREATE INDEX ix_change_journal_id ON change (journal_id);
CREATE INDEX ix_customer_journal_id ON customer (journal_id);
CREATE INDEX ix_imported_file_sha256 ON imported_file (sha256);
CREATE INDEX ix_rate_journal_id ON rate (journal_id);
CREATE INDEX ix_rate_name ON rate (name);
CREATE INDEX ix_assignment_customer_id ON assignment (customer_id);
CREATE INDEX ix_assignment_journal_id ON assignment (journal_id);
CREATE INDEX ix_loan_customer_id ON loan (customer_id);
CREATE INDEX ix_loan_journal_id ON loan (journal_id);
CREATE INDEX ix_contact_at ON contact (at_utc);
CREATE INDEX ix_contact_callback ON contact (callback_utc) WHERE callback_utc IS NOT NULL;
CREATE INDEX ix_contact_customer ON contact (customer_id, at_utc, contact_id, voided_by, callback_utc);
CREATE INDEX ix_contact_journal_id ON contact (journal_id);
CREATE INDEX ix_entry_journal_id ON entry (journal_id);
CREATE INDEX ix_entry_loan ON entry (loan_id, value_on);
CREATE INDEX ix_entry_reverses ON entry (reverses);
CREATE UNIQUE INDEX ix_entry_transaction ON entry (transaction_id, loan_id) WHERE transaction_id IS NOT NULL AND voided_by IS NULL;
CREATE INDEX ix_plan_journal_id ON "plan" (journal_id);
CREATE INDEX ix_plan_loan_id ON "plan" (loan_id);
CREATE INDEX ix_promise_contact_id ON promise (contact_id);
CREATE INDEX ix_promise_customer_id ON promise (customer_id);
CREATE INDEX ix_promise_due_on ON promise (due_on);
CREATE INDEX ix_promise_journal_id ON promise (journal_id);
CREATE VIEW instalment_total AS
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_principal' AS kind, i.principal AS amount,
       coalesce(l.disbursed_on, '0001-01-01') AS day
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
UNION ALL
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_interest', i.interest,
       max(date(i.due_on, '+1 day'), coalesce(l.disbursed_on, '0001-01-01'))
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
 WHERE i.interest <> 0
UNION ALL
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_fee', i.fee,
       max(date(i.due_on, '+1 day'), coalesce(l.disbursed_on, '0001-01-01'))
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
 WHERE i.fee <> 0;
CREATE INDEX ix_contact_state_contact_id ON contact_state (contact_id);
CREATE INDEX ix_contact_state_journal_id ON contact_state (journal_id);
CREATE INDEX ix_contact_point_customer_id ON contact_point (customer_id);
CREATE INDEX ix_contact_point_journal_id ON contact_point (journal_id);
CREATE INDEX ix_preference_customer_id ON preference (customer_id);
CREATE INDEX ix_preference_contact_id ON preference (contact_id);
CREATE INDEX ix_preference_journal_id ON preference (journal_id);
CREATE INDEX ix_preference_end_preference_id ON preference_end (preference_id);
CREATE INDEX ix_preference_end_journal_id ON preference_end (journal_id);
CREATE INDEX ix_hold_customer_id ON hold (customer_id);
CREATE INDEX ix_hold_loan_id ON hold (loan_id);
CREATE INDEX ix_hold_contact_id ON hold (contact_id);
CREATE INDEX ix_hold_journal_id ON hold (journal_id);
CREATE INDEX ix_hold_release_hold_id ON hold_release (hold_id);
CREATE INDEX ix_hold_release_journal_id ON hold_release (journal_id);
CREATE INDEX ix_promise_end_promise_id ON promise_end (promise_id);
CREATE INDEX ix_promise_end_journal_id ON promise_end (journal_id);
CREATE INDEX ix_policy_version_journal_id ON policy_version (journal_id);
CREATE INDEX ix_case_state_stage ON case_state (stage, anchor, late, score, weight, callback_utc, last_at_utc, promise_on, rest, due_by);
CREATE INDEX ix_case_state_valid_until ON case_state (valid_until);
CREATE INDEX ix_case_state_valid_from ON case_state (valid_from);
CREATE TRIGGER contact_case_insert AFTER INSERT ON contact BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_case_update AFTER UPDATE ON contact BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_case_delete AFTER DELETE ON contact BEGIN INSERT INTO touched_case (customer_id) SELECT OLD.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_case_insert AFTER INSERT ON promise BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_case_update AFTER UPDATE ON promise BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_case_delete AFTER DELETE ON promise BEGIN INSERT INTO touched_case (customer_id) SELECT OLD.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_case_insert AFTER INSERT ON hold BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_case_update AFTER UPDATE ON hold BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_case_delete AFTER DELETE ON hold BEGIN INSERT INTO touched_case (customer_id) SELECT OLD.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_case_insert AFTER INSERT ON preference BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_case_update AFTER UPDATE ON preference BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_case_delete AFTER DELETE ON preference BEGIN INSERT INTO touched_case (customer_id) SELECT OLD.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_point_case_insert AFTER INSERT ON contact_point BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_point_case_update AFTER UPDATE ON contact_point BEGIN INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_point_case_delete AFTER DELETE ON contact_point BEGIN INSERT INTO touched_case (customer_id) SELECT OLD.customer_id WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_state_case_insert AFTER INSERT ON contact_state BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM contact WHERE contact_id = NEW.contact_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_state_case_update AFTER UPDATE ON contact_state BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM contact WHERE contact_id = NEW.contact_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER contact_state_case_delete AFTER DELETE ON contact_state BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM contact WHERE contact_id = OLD.contact_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_end_case_insert AFTER INSERT ON promise_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM promise WHERE promise_id = NEW.promise_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_end_case_update AFTER UPDATE ON promise_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM promise WHERE promise_id = NEW.promise_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER promise_end_case_delete AFTER DELETE ON promise_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM promise WHERE promise_id = OLD.promise_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_release_case_insert AFTER INSERT ON hold_release BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM hold WHERE hold_id = NEW.hold_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_release_case_update AFTER UPDATE ON hold_release BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM hold WHERE hold_id = NEW.hold_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_release_case_delete AFTER DELETE ON hold_release BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM hold WHERE hold_id = OLD.hold_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_end_case_insert AFTER INSERT ON preference_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM preference WHERE preference_id = NEW.preference_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_end_case_update AFTER UPDATE ON preference_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM preference WHERE preference_id = NEW.preference_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER preference_end_case_delete AFTER DELETE ON preference_end BEGIN INSERT INTO touched_case (customer_id) SELECT (SELECT customer_id FROM preference WHERE preference_id = OLD.preference_id) WHERE true ON CONFLICT DO NOTHING; END;
CREATE TRIGGER hold_pauses_insert AFTER INSERT ON hold BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = NEW.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE TRIGGER hold_pauses_update AFTER UPDATE ON hold BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = NEW.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE TRIGGER hold_pauses_delete BEFORE DELETE ON hold BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = OLD.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE TRIGGER hold_release_pauses_insert AFTER INSERT ON hold_release BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = NEW.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE TRIGGER hold_release_pauses_update AFTER UPDATE ON hold_release BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = NEW.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE TRIGGER hold_release_pauses_delete BEFORE DELETE ON hold_release BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = OLD.hold_id AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%'); END;
CREATE INDEX ix_statement_journal_id ON statement (journal_id);
CREATE INDEX ix_statement_line_statement_id ON statement_line (statement_id);
CREATE INDEX ix_statement_line_journal_id ON statement_line (journal_id);
CREATE UNIQUE INDEX ix_statement_line_identity ON statement_line (identity, occurrence) WHERE voided_by IS NULL;
CREATE INDEX ix_statement_line_value ON statement_line (value_on);
CREATE INDEX ix_statement_sighting_statement_line_id ON statement_sighting (statement_line_id);
CREATE INDEX ix_statement_sighting_journal_id ON statement_sighting (journal_id);
CREATE INDEX ix_payer_account_customer_id ON payer_account (customer_id);
CREATE INDEX ix_payer_account_statement_line_id ON payer_account (statement_line_id);
CREATE INDEX ix_payer_account_journal_id ON payer_account (journal_id);
CREATE INDEX ix_payer_account_account ON payer_account (account);
CREATE INDEX ix_line_match_statement_line_id ON line_match (statement_line_id);
CREATE INDEX ix_line_match_entry_id ON line_match (entry_id);
CREATE INDEX ix_line_match_payer_account_id ON line_match (payer_account_id);
CREATE INDEX ix_line_match_journal_id ON line_match (journal_id);
CREATE VIEW bank_total AS
SELECT l.statement_line_id, NULL AS line_match_id, l.journal_id, l.voided_by, l.currency,
       'bank_line' AS kind, l.amount, l.value_on AS day
  FROM statement_line l WHERE l.kind IN ('credit', 'refund', 'return')
UNION ALL
SELECT l.statement_line_id, m.line_match_id, m.journal_id, m.voided_by, l.currency,
       'bank_matched', CASE WHEN l.amount < 0 THEN -m.amount ELSE m.amount END, l.value_on
  FROM line_match m JOIN statement_line l ON l.statement_line_id = m.statement_line_id
 WHERE l.kind IN ('credit', 'refund', 'return');
CREATE TRIGGER statement_line_inserted AFTER INSERT ON statement_line BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id IS NULL AND statement_line_id = NEW.statement_line_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER statement_line_changing BEFORE UPDATE ON statement_line BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id IS NULL AND statement_line_id = OLD.statement_line_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER statement_line_changed AFTER UPDATE ON statement_line BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id IS NULL AND statement_line_id = NEW.statement_line_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER statement_line_deleting BEFORE DELETE ON statement_line BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id IS NULL AND statement_line_id = OLD.statement_line_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER line_match_inserted AFTER INSERT ON line_match BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id = NEW.line_match_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER line_match_changing BEFORE UPDATE ON line_match BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id = OLD.line_match_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER line_match_changed AFTER UPDATE ON line_match BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id = NEW.line_match_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE TRIGGER line_match_deleting BEFORE DELETE ON line_match BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM bank_total WHERE voided_by IS NULL AND line_match_id = OLD.line_match_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; END;
CREATE INDEX ix_change_disputed ON change (of_id) WHERE of_table = 'loan' AND field = 'disputed';
CREATE INDEX ix_listing_journal_id ON listing (journal_id);
CREATE INDEX ix_snapshot_journal_id ON snapshot (journal_id);
CREATE UNIQUE INDEX ix_snapshot_loan ON snapshot (loan_id, as_of) WHERE voided_by IS NULL;
CREATE INDEX ix_snapshot_said ON snapshot (loan_id, as_of, voided_by);
CREATE INDEX ix_snapshot_day ON snapshot (as_of);
CREATE VIEW entry_total AS
SELECT e.entry_id, e.loan_id, e.journal_id, e.voided_by, l.currency,
       CASE WHEN e.kind = 'reversal'
             AND t.kind IN ('opening', 'fee', 'penalty', 'chargeback', 'credit_refund')
            THEN 'charge_reversal' ELSE e.kind END AS kind,
       e.amount,
       max(e.value_on,
           coalesce(l.disbursed_on, '0001-01-01'),
           CASE WHEN e.kind IN ('fee', 'penalty')
                THEN date(coalesce(e.due_on, e.value_on), '+1 day') ELSE '' END,
           CASE WHEN t.kind IN ('fee', 'penalty')
                THEN date(coalesce(t.due_on, t.value_on), '+1 day') ELSE '' END) AS day
  FROM entry e
  JOIN loan l ON l.loan_id = e.loan_id
  LEFT JOIN entry t ON t.entry_id = e.reverses;
CREATE TRIGGER entry_inserted AFTER INSERT ON entry BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM entry_total WHERE voided_by IS NULL AND entry_id = NEW.entry_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER entry_changing BEFORE UPDATE OF entry_id, loan_id, kind, value_on, amount, due_on, reverses, components, voided_by ON entry BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM entry_total WHERE voided_by IS NULL AND entry_id = OLD.entry_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER entry_changed AFTER UPDATE OF entry_id, loan_id, kind, value_on, amount, due_on, reverses, components, voided_by ON entry BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM entry_total WHERE voided_by IS NULL AND entry_id = NEW.entry_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER entry_deleting BEFORE DELETE ON entry BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM entry_total WHERE voided_by IS NULL AND entry_id = OLD.entry_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER instalment_inserted AFTER INSERT ON instalment BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id AND plan_id = NEW.plan_id AND seq = NEW.seq GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER instalment_changing BEFORE UPDATE OF loan_id, plan_id, seq, due_on, principal, interest, fee ON instalment BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id AND plan_id = OLD.plan_id AND seq = OLD.seq GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER instalment_changed AFTER UPDATE OF loan_id, plan_id, seq, due_on, principal, interest, fee ON instalment BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id AND plan_id = NEW.plan_id AND seq = NEW.seq GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER instalment_deleting BEFORE DELETE ON instalment BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id AND plan_id = OLD.plan_id AND seq = OLD.seq GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER loan_inserted AFTER INSERT ON loan BEGIN INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_changing BEFORE UPDATE OF loan_id, disbursed_on, currency ON loan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM entry_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER loan_changed AFTER UPDATE OF loan_id, disbursed_on, currency ON loan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM entry_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_rules_changed AFTER UPDATE OF customer_id, principal, grace_days, rounding, allocation, product, voided_by ON loan BEGIN INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_case_disputed AFTER UPDATE OF disputed ON loan BEGIN INSERT OR IGNORE INTO touched_case (customer_id) VALUES (NEW.customer_id); END;
CREATE TRIGGER plan_inserted AFTER INSERT ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id AND plan_id = NEW.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER plan_changing BEFORE UPDATE OF plan_id, loan_id, voided_by ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id AND plan_id = OLD.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER plan_changed AFTER UPDATE OF plan_id, loan_id, voided_by ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id AND plan_id = NEW.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER plan_deleting BEFORE DELETE ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id AND plan_id = OLD.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
COMMIT;
