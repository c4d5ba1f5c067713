PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "assignment" VALUES(1,'C-0006','haddad','2026-06-18',14,NULL);
INSERT INTO "assignment" VALUES(2,'C-0012','chen','2026-06-18',15,NULL);
INSERT INTO "assignment" VALUES(3,'C-0005','chen','2026-07-01',72,NULL);
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
INSERT INTO "case_state" VALUES('000003','','L0003-1','phone','2026-06-22','2026-06-21',1,38,47292,23,'2026-06-27T13:30:00Z',NULL,NULL,'','2026-06-30','2026-06-30','2026-07-07');
INSERT INTO "case_state" VALUES('000007','','L0007-1','legal','2026-06-25','2026-02-22',1,71,1463570,9,'2026-06-17T08:33:00Z',NULL,NULL,'','2026-07-02','2026-06-30','2026-07-22');
INSERT INTO "case_state" VALUES('00019','','L-104','message','2026-05-21','2026-05-05',1,63,79163,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-05');
INSERT INTO "case_state" VALUES('00301','','JJ-3001','message','2026-06-17','2026-06-01',1,65,172576,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-02');
INSERT INTO "case_state" VALUES('00302','','JJ-3002','phone','2026-06-17','2026-06-16',1,62,104630,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-02');
INSERT INTO "case_state" VALUES('00303','',NULL,'',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,'',NULL,'2026-06-30','9999-12-31');
INSERT INTO "case_state" VALUES('00304','','JJ-3004','phone','2026-06-29','2026-06-28',1,60,83208,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-14');
INSERT INTO "case_state" VALUES('C-0001','','L0001-1','phone','2026-06-28','2026-06-27',1,48,180894,29,'2026-06-29T23:43:32Z',NULL,'2026-07-03','promise','2026-07-06','2026-06-30','2026-07-04');
INSERT INTO "case_state" VALUES('C-0002','','L0002-1','phone','2026-06-27','2026-06-26',1,46,175953,30,'2026-06-29T23:43:32Z',NULL,NULL,'','2026-07-03','2026-06-30','2026-07-11');
INSERT INTO "case_state" VALUES('C-0004','','INV0004-3','message','2026-06-22','2026-06-06',1,38,0,22,'2026-06-27T12:24:00Z',NULL,NULL,'','2026-07-02','2026-06-30','2026-07-07');
INSERT INTO "case_state" VALUES('C-0005','','L0005-1','phone','2026-06-18','2026-06-17',1,44,177361,31,'2026-06-29T23:43:33Z',NULL,NULL,'','2026-07-02','2026-06-30','2026-07-03');
INSERT INTO "case_state" VALUES('C-0006','','L0006-1','visit','2026-06-21','2026-05-14',1,57,98751,32,'2026-06-29T23:43:33Z',NULL,NULL,'','2026-07-14','2026-06-30','2026-07-14');
INSERT INTO "case_state" VALUES('C-0008','','L0008-1','message','2026-06-27','2026-06-11',1,44,132433,33,'2026-06-29T23:43:34Z',NULL,'2026-07-02','promise','2026-07-05','2026-06-30','2026-07-03');
INSERT INTO "case_state" VALUES('C-0009','','L0009-1','',NULL,'2026-07-20',0,32,0,14,'2026-06-23T08:39:00Z',NULL,NULL,'',NULL,'2026-06-30','2026-07-06');
INSERT INTO "case_state" VALUES('C-0010','','L0010-1','reminder','2026-06-21','2026-07-05',0,29,0,NULL,NULL,NULL,NULL,'','2026-06-28','2026-06-30','2026-07-05');
INSERT INTO "case_state" VALUES('C-0011','','L0011-1','phone','2026-06-28','2026-06-27',1,45,153875,25,'2026-06-29T08:27:00Z',NULL,NULL,'hold','2026-07-30','2026-06-30','2026-07-27');
INSERT INTO "case_state" VALUES('C-0012','','L0012-1','visit','2026-06-19','2026-04-19',1,47,250441,15,'2026-06-24T05:14:00Z',NULL,NULL,'hold','2026-07-11','2026-06-30','2026-07-11');
INSERT INTO "case_state" VALUES('C-17','','L-2041','message','2026-03-26','2026-03-10',1,58,66619,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-10');
INSERT INTO "case_state" VALUES('C-18','','L-2050','message','2026-01-31','2026-01-15',1,60,177800,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-10');
INSERT INTO "case_state" VALUES('C-20','','L-105','phone','2026-06-24','2026-06-23',1,51,12000,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-07');
INSERT INTO "case_state" VALUES('C-21','','L-107','message','2026-01-26','2026-01-10',1,78,2410000,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-10');
INSERT INTO "case_state" VALUES('C-22','','INV-302','message','2026-06-23','2026-06-07',1,99,0,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-08');
INSERT INTO "case_state" VALUES('C-23','','INV-305','message','2026-05-26','2026-05-10',1,71,0,NULL,NULL,NULL,NULL,'','2026-07-02','2026-06-30','2026-07-05');
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
INSERT INTO "change" VALUES(1,43,'customer','C-17','name','Anna Müller','王小明');
INSERT INTO "change" VALUES(2,43,'customer','C-18','name','Jan Nowak','O''Brien, Siobhán');
INSERT INTO "change" VALUES(3,43,'customer','C-17','kind','','person');
INSERT INTO "change" VALUES(4,43,'customer','C-18','kind','','person');
INSERT INTO "change" VALUES(5,43,'customer','C-17','phone','','+86 138 0000 1717');
INSERT INTO "change" VALUES(6,43,'customer','C-18','phone','','+44 7700 900118');
INSERT INTO "change" VALUES(7,43,'customer','C-17','email','','c-17@example.com');
INSERT INTO "change" VALUES(8,43,'customer','C-18','email','','c-18@example.com');
INSERT INTO "change" VALUES(9,43,'customer','C-17','region','','上海');
INSERT INTO "change" VALUES(10,43,'customer','C-18','region','','Scotland');
INSERT INTO "change" VALUES(11,43,'customer','C-17','time_zone','','Asia/Shanghai');
INSERT INTO "change" VALUES(12,43,'customer','C-18','time_zone','Europe/Berlin','Europe/London');
INSERT INTO "change" VALUES(13,43,'customer','C-17','language','','zh-CN');
INSERT INTO "change" VALUES(14,43,'customer','C-18','language','','en-GB');
INSERT INTO "change" VALUES(15,43,'customer','C-17','employer','','Metro operator');
INSERT INTO "change" VALUES(16,43,'customer','C-18','employer','','City hospital');
INSERT INTO "change" VALUES(17,43,'customer','C-17','income',NULL,'980000');
INSERT INTO "change" VALUES(18,43,'customer','C-17','income_currency','','CNY');
INSERT INTO "change" VALUES(19,69,'customer','C-0012','phone','+82 10 0000 5414','+86 139 0000 0000');
INSERT INTO "change" VALUES(20,69,'customer','C-0012','language','ko-KR','zh-CN');
INSERT INTO "change" VALUES(21,70,'loan','L0001-1','grace_days',NULL,'3');
INSERT INTO "change" VALUES(22,71,'setting','role','value','creditor','agency');
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
INSERT INTO "contact" VALUES(1,'000007','L0007-1','2026-06-03T16:10:00+03:00','2026-06-03T13:10:00Z','Africa/Cairo','call','NA','self','+20 10 0000 7576','',NULL,NULL,'haddad','',3,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(2,'C-0006','L0006-1','2026-06-04T15:26:00+07:00','2026-06-04T08:26:00Z','Asia/Novosibirsk','call','NA','self','+7 900 000 41 53','',NULL,NULL,'novak','',4,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(3,'C-0012','L0012-1','2026-06-09T13:32:00+09:00','2026-06-09T04:32:00Z','Asia/Seoul','call','DISC','self','+82 10 0000 5414','',NULL,NULL,'haddad','',6,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(4,'000007','L0007-1','2026-06-10T14:12:00+03:00','2026-06-10T11:12:00Z','Africa/Cairo','call','RTP','self','+20 10 0000 7576','refusal',NULL,NULL,'haddad','hung up',7,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(5,'000007','L0007-1','2026-06-11T14:13:00+03:00','2026-06-11T11:13:00Z','Africa/Cairo','letter','SENT','self','66 شارع النيل','',NULL,NULL,'haddad','formal demand by registered letter',8,NULL,'out','','demand','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(6,'C-0006','L0006-1','2026-06-12T12:02:00+07:00','2026-06-12T05:02:00Z','Asia/Novosibirsk','call','PTP','self','+7 900 000 41 53','',NULL,NULL,'novak','after the harvest money',9,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(7,'C-0012','L0012-1','2026-06-13T10:30:00+09:00','2026-06-13T01:30:00Z','Asia/Seoul','sms','SENT','self','+82 10 0000 5414','',NULL,NULL,'haddad','',10,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(8,'C-0012','L0012-1','2026-06-16T11:24:00+09:00','2026-06-16T02:24:00Z','Asia/Seoul','email','SENT','self','c-0012@example.com','',NULL,NULL,'haddad','asked for a new number',12,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(9,'000007','L0007-1','2026-06-17T11:33:00+03:00','2026-06-17T08:33:00Z','Africa/Cairo','visit','NA','self','','',NULL,NULL,'haddad','',13,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(10,'C-0012','L0012-1','2026-06-19T11:16:00+09:00','2026-06-19T02:16:00Z','Asia/Seoul','sms','SENT','self','+82 10 0000 5414','',NULL,NULL,'chen','',16,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(11,'C-0006','L0006-1','2026-06-20T16:37:00+07:00','2026-06-20T09:37:00Z','Asia/Novosibirsk','call','LM','self','+7 900 000 41 53','',NULL,NULL,'haddad','',17,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(12,'C-0008','L0008-1','2026-06-20T15:30:00+05:30','2026-06-20T10:00:00Z','Asia/Kolkata','call','NA','self','+91 90000 00658','',NULL,NULL,'haddad','',18,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(13,'C-0009','L0009-1','2026-06-22T09:14:00+07:00','2026-06-22T02:14:00Z','Asia/Bangkok','call','NA','self','+66 80 000 9469','',NULL,NULL,'haddad','',20,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(14,'C-0009','L0009-1','2026-06-23T15:39:00+07:00','2026-06-23T08:39:00Z','Asia/Bangkok','call','PTP','self','+66 80 000 9469','',NULL,NULL,'haddad','after pay day',21,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(15,'C-0012','L0012-1','2026-06-24T14:14:00+09:00','2026-06-24T05:14:00Z','Asia/Seoul','visit','NA','self','','',NULL,NULL,'chen','',22,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(16,'C-0004','INV0004-3','2026-06-24T14:17:00+01:00','2026-06-24T13:17:00Z','Europe/London','sms','SENT','self','+44 7700 900394','',NULL,NULL,'novak','statement of account',23,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(17,'C-0006','L0006-1','2026-06-25T17:40:00+07:00','2026-06-25T10:40:00Z','Asia/Novosibirsk','visit','MET','self','','business',NULL,NULL,'haddad','sold the van; offers to pay half',24,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(18,'C-0005','L0005-1','2026-06-26T09:48:00+02:00','2026-06-26T07:48:00Z','Europe/Berlin','call','LM','self','+49 30 23125 867','',NULL,NULL,'lin','',25,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(19,'C-0002','L0002-1','2026-06-27T12:24:00+08:00','2026-06-27T04:24:00Z','Asia/Shanghai','call','NA','self','+86 138 0000 3692','',NULL,NULL,'chen','',26,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(20,'C-0001','L0001-1','2026-06-27T13:36:00+08:00','2026-06-27T05:36:00Z','Asia/Shanghai','call','LM','self','+86 138 0000 2398','',NULL,NULL,'chen','asked to ring back',27,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(21,'C-0008','L0008-1','2026-06-27T14:24:00+05:30','2026-06-27T08:54:00Z','Asia/Kolkata','call','PTP','self','+91 90000 00658','',NULL,NULL,'haddad','wages on the third',28,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(22,'C-0004','INV0004-3','2026-06-27T13:24:00+01:00','2026-06-27T12:24:00Z','Europe/London','call','RPC','self','+44 7700 900394','',NULL,NULL,'novak','',29,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(23,'000003','L0003-1','2026-06-27T14:30:00+01:00','2026-06-27T13:30:00Z','Europe/London','call','NA','self','+44 7700 900962','',NULL,NULL,'novak','',30,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(24,'C-0002','L0002-1','2026-06-29T16:20:00+08:00','2026-06-29T08:20:00Z','Asia/Shanghai','call','CB','self','+86 138 0000 3692','','2026-06-30T09:00+08:00','2026-06-30T01:00:00Z','chen','in a meeting',32,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(25,'C-0011','L0011-1','2026-06-29T17:27:00+09:00','2026-06-29T08:27:00Z','Asia/Tokyo','sms','SENT','self','+81 90 0000 3046','',NULL,NULL,'haddad','direct debit came back, please transfer',33,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(26,'C-0005','L0005-1','2026-06-29T11:40:00+02:00','2026-06-29T09:40:00Z','Europe/Berlin','call','CB','self','+49 30 23125 867','','2026-07-01T10:00+02:00','2026-07-01T08:00:00Z','lin','at work till late',34,NULL,'out','','','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(27,'C-0005',NULL,'2026-06-25T10:00:00+02:00','2026-06-25T08:00:00Z','Europe/Berlin','call','NA','','','',NULL,NULL,'','other system',46,NULL,'out','','','','','','','','','','','','');
INSERT INTO "contact" VALUES(28,'C-0006',NULL,'2026-06-26T12:00:00+07:00','2026-06-26T05:00:00Z','Asia/Novosibirsk','sms','SENT','','','',NULL,NULL,'','',46,NULL,'out','','','','','','','','','','','','');
INSERT INTO "contact" VALUES(29,'C-0001',NULL,'2026-06-30T07:43:32+08:00','2026-06-29T23:43:32Z','Asia/Shanghai','call','PTP','self','+86 138 0000 2398','salary_late',NULL,NULL,'seed','',47,NULL,'out','','','','','','','','','warn','hours','standard 2026.1','');
INSERT INTO "contact" VALUES(30,'C-0002',NULL,'2026-06-30T07:43:32+08:00','2026-06-29T23:43:32Z','Asia/Shanghai','call','NA','self','+86 138 0000 3692','',NULL,NULL,'seed','',48,NULL,'out','','','','','','','','','warn','hours','standard 2026.1','');
INSERT INTO "contact" VALUES(31,'C-0005',NULL,'2026-06-30T01:43:33+02:00','2026-06-29T23:43:33Z','Europe/Berlin','letter','SENT','self','Gartenstraße 80','',NULL,NULL,'seed','',49,NULL,'out','','legal','','','','','','','allow','','standard 2026.1','');
INSERT INTO "contact" VALUES(32,'C-0006',NULL,'2026-06-30T06:43:33+07:00','2026-06-29T23:43:33Z','Asia/Novosibirsk','sms','SENT','self','+7 900 000 41 53','',NULL,NULL,'seed','',50,NULL,'out','','','Please pay.','','','','','','warn','hours','standard 2026.1','');
INSERT INTO "contact" VALUES(33,'C-0008',NULL,'2026-06-30T05:13:34+05:30','2026-06-29T23:43:34Z','Asia/Kolkata','visit','NA','self','','',NULL,NULL,'seed','moved',52,NULL,'out','home','','','no','','','','','warn','hours','standard 2026.1','');
INSERT INTO "contact" VALUES(34,'C-0008',NULL,'2026-06-30T05:13:34+05:30','2026-06-29T23:43:34Z','Asia/Kolkata','note','NOTE','self','','',NULL,NULL,'seed','new address asked from the registry',53,NULL,'out','','','','','','','','','','','','');
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
INSERT INTO "contact_point" VALUES(1,'C-0005','phone','+86 139 0000 1111','self','','work','','2026-06-30',NULL,'',63,65);
INSERT INTO "contact_point" VALUES(2,'C-0005','email','law@example.org','lawyer','Ruiz & Co','','','2026-06-30',NULL,'',64,NULL);
INSERT INTO "contact_point" VALUES(3,'C-0005','phone','+86 139 0000 1111','self','','work','','2026-06-30','2026-06-30','wrong',65,NULL);
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
INSERT INTO "contact_state" VALUES(1,5,'delivered','2026-06-11T14:13:00+03:00','2026-06-11T11:13:00Z','',8,NULL);
INSERT INTO "contact_state" VALUES(2,7,'sent','2026-06-13T10:30:00+09:00','2026-06-13T01:30:00Z','',10,NULL);
INSERT INTO "contact_state" VALUES(3,8,'sent','2026-06-16T11:24:00+09:00','2026-06-16T02:24:00Z','',12,NULL);
INSERT INTO "contact_state" VALUES(4,10,'sent','2026-06-19T11:16:00+09:00','2026-06-19T02:16:00Z','',16,NULL);
INSERT INTO "contact_state" VALUES(5,16,'sent','2026-06-24T14:17:00+01:00','2026-06-24T13:17:00Z','',23,NULL);
INSERT INTO "contact_state" VALUES(6,25,'sent','2026-06-29T17:27:00+09:00','2026-06-29T08:27:00Z','',33,NULL);
INSERT INTO "contact_state" VALUES(7,31,'sent','2026-06-30T01:43:33+02:00','2026-06-29T23:43:33Z','',49,NULL);
INSERT INTO "contact_state" VALUES(8,32,'sent','2026-06-30T06:43:33+07:00','2026-06-29T23:43:33Z','',50,NULL);
INSERT INTO "contact_state" VALUES(9,31,'delivered','2026-06-30T01:43:33+02:00','2026-06-29T23:43:33Z','signed for',51,NULL);
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
INSERT INTO "customer" VALUES('000003','Jo [jr] Lee [/b]','person','','+44 7700 900962','000003@example.org','42 Mill Lane','England','Europe/London','en-GB','',1990000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('000007','فاطمة حسن','person','','+20 10 0000 7576','000007@example.com','66 شارع النيل','الإسكندرية','Africa/Cairo','ar-EG','Metro operator',440000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0001','王芳','person','','+86 138 0000 2398','c-0001@example.com','人民路89号','上海','Asia/Shanghai','zh-CN','Metro operator',1460000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0002','李伟','person','','+86 138 0000 3692','c-0002@example.com','人民路29号','广东','Asia/Shanghai','zh-CN','',1150000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0004','=1+1 Trading Ltd','company','','+44 7700 900394','c-0004@example.com','19 Mill Lane','England','Europe/London','en-GB','',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('C-0005','Jürgen Groß','person','','+49 30 23125 867','c-0005@example.org','Gartenstraße 80','Bayern','Europe/Berlin','de-DE','Metro operator',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('C-0006','Анна Бондаренко','person','','+7 900 000 41 53','c-0006@example.org','ул. Лесная, 34','Новосибирск','Asia/Novosibirsk','ru-RU','Textile works',1900000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0008','अनिता शर्मा','person','','+91 90000 00658','','34 गांधी मार्ग','उत्तर प्रदेश','Asia/Kolkata','hi-IN','Metro operator',840000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0009','สมชาย ใจดี','person','','+66 80 000 9469','c-0009@example.com','49 ถนนสุขุมวิท','กรุงเทพฯ','Asia/Bangkok','th-TH','City hospital',500000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0010','Nguyễn Thị Ánh','person','','+84 900 000 812','c-0010@example.com','91 đường Nguyễn Huệ','Đà Nẵng','Asia/Ho_Chi_Minh','vi-VN','',1990000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-0011','田中 美咲','person','','+81 90 0000 3046','c-0011@example.com','本町7丁目3番','大阪府','Asia/Tokyo','ja-JP','Metro operator',NULL,'','','',2,NULL);
INSERT INTO "customer" VALUES('C-0012','김민준','person','','+86 139 0000 0000','c-0012@example.com','중앙로 87','부산','Asia/Seoul','zh-CN','City hospital',2210000,'CNY','','',2,NULL);
INSERT INTO "customer" VALUES('C-17','王小明','person','','+86 138 0000 1717','c-17@example.com','','上海','Asia/Shanghai','zh-CN','Metro operator',980000,'CNY','','',37,NULL);
INSERT INTO "customer" VALUES('C-18','O''Brien, Siobhán','person','','+44 7700 900118','c-18@example.com','','Scotland','Europe/London','en-GB','City hospital',NULL,'','','',37,NULL);
INSERT INTO "customer" VALUES('00301','陈建国','','','+86 138 0000 3001','','','','','','',NULL,'','','',41,NULL);
INSERT INTO "customer" VALUES('00302','林秀英','','','+86 138 0000 3002','','','','','','',NULL,'','','',41,NULL);
INSERT INTO "customer" VALUES('00303','周海','','','+86 138 0000 3003','','','','','','',NULL,'','','',41,NULL);
INSERT INTO "customer" VALUES('00304','吴敏','','','+86 138 0000 3004','','','','','','',NULL,'','','',42,NULL);
INSERT INTO "customer" VALUES('00019','Анна Бондаренко','person','','+7 900 000 19 19','00019@example.org','','Новосибирск','Asia/Novosibirsk','ru-RU','',640000,'CNY','','',43,NULL);
INSERT INTO "customer" VALUES('C-20','Đặng Thị Ánh','person','','+84 900 000 120','','','Đà Nẵng','Asia/Ho_Chi_Minh','vi-VN','Self-employed',NULL,'','','',43,NULL);
INSERT INTO "customer" VALUES('C-21','فاطمة حسن','person','','+20 10 0000 2121','c-21@example.com','','القاهرة','Africa/Cairo','ar-EG','',NULL,'','','',43,NULL);
INSERT INTO "customer" VALUES('C-22','株式会社ひまわり商事','company','','+81 90 0000 2222','c-22@example.com','','大阪府','Asia/Tokyo','ja-JP','',NULL,'','','',43,NULL);
INSERT INTO "customer" VALUES('C-23','Möbelbau Süd GmbH','company','','+49 30 23125 123','c-23@example.org','','Berlin','Europe/Berlin','de-DE','',NULL,'','','',43,NULL);
INSERT INTO "customer" VALUES('0088','李秀英','','','138 0000 0088','','','','','','',NULL,'','','',76,77);
INSERT INTO "customer" VALUES('0089','张伟','','','138 0000 0089','','','','','','',NULL,'','','',76,77);
INSERT INTO "customer" VALUES('0090','宏达五金有限公司','','','138 0000 0090','','','','','','',NULL,'','','',76,77);
CREATE TABLE day_total (
	currency TEXT NOT NULL, 
	day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (currency, day, kind)
)
 WITHOUT ROWID

;
INSERT INTO "day_total" VALUES('CNY','2025-06-05','scheduled_principal',300000);
INSERT INTO "day_total" VALUES('CNY','2025-06-22','scheduled_principal',4800000);
INSERT INTO "day_total" VALUES('CNY','2025-07-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-07-06','scheduled_interest',2000);
INSERT INTO "day_total" VALUES('CNY','2025-07-23','scheduled_interest',48000);
INSERT INTO "day_total" VALUES('CNY','2025-07-25','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-08-03','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-08-05','scheduled_principal',5000000);
INSERT INTO "day_total" VALUES('CNY','2025-08-06','scheduled_interest',2000);
INSERT INTO "day_total" VALUES('CNY','2025-08-21','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-08-21','scheduled_principal',1000000);
INSERT INTO "day_total" VALUES('CNY','2025-08-23','scheduled_interest',45553);
INSERT INTO "day_total" VALUES('CNY','2025-09-04','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-09-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2025-09-08','scheduled_principal',0);
INSERT INTO "day_total" VALUES('CNY','2025-09-11','scheduled_principal',1500000);
INSERT INTO "day_total" VALUES('CNY','2025-09-15','scheduled_principal',6000000);
INSERT INTO "day_total" VALUES('CNY','2025-09-20','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-09-22','repayment',50667);
INSERT INTO "day_total" VALUES('CNY','2025-09-22','scheduled_interest',9000);
INSERT INTO "day_total" VALUES('CNY','2025-09-23','scheduled_interest',43081);
INSERT INTO "day_total" VALUES('CNY','2025-10-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-10-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2025-10-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2025-10-10','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2025-10-10','scheduled_principal',1600000);
INSERT INTO "day_total" VALUES('CNY','2025-10-12','scheduled_interest',13500);
INSERT INTO "day_total" VALUES('CNY','2025-10-16','scheduled_interest',32500);
INSERT INTO "day_total" VALUES('CNY','2025-10-17','scheduled_principal',2000000);
INSERT INTO "day_total" VALUES('CNY','2025-10-19','repayment',50292);
INSERT INTO "day_total" VALUES('CNY','2025-10-22','scheduled_interest',8625);
INSERT INTO "day_total" VALUES('CNY','2025-10-23','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-10-23','scheduled_interest',40585);
INSERT INTO "day_total" VALUES('CNY','2025-10-26','scheduled_principal',4800000);
INSERT INTO "day_total" VALUES('CNY','2025-11-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-11-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2025-11-09','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2025-11-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2025-11-12','scheduled_interest',12430);
INSERT INTO "day_total" VALUES('CNY','2025-11-14','scheduled_principal',1000000);
INSERT INTO "day_total" VALUES('CNY','2025-11-16','scheduled_interest',31146);
INSERT INTO "day_total" VALUES('CNY','2025-11-17','repayment',192334);
INSERT INTO "day_total" VALUES('CNY','2025-11-18','scheduled_interest',25667);
INSERT INTO "day_total" VALUES('CNY','2025-11-21','repayment',49917);
INSERT INTO "day_total" VALUES('CNY','2025-11-22','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-11-22','scheduled_interest',8250);
INSERT INTO "day_total" VALUES('CNY','2025-11-23','scheduled_interest',38064);
INSERT INTO "day_total" VALUES('CNY','2025-11-25','repayment',225953);
INSERT INTO "day_total" VALUES('CNY','2025-11-25','scheduled_principal',2000000);
INSERT INTO "day_total" VALUES('CNY','2025-11-27','scheduled_interest',48000);
INSERT INTO "day_total" VALUES('CNY','2025-11-27','scheduled_principal',3000000);
INSERT INTO "day_total" VALUES('CNY','2025-12-03','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2025-12-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2025-12-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2025-12-11','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2025-12-12','scheduled_interest',11350);
INSERT INTO "day_total" VALUES('CNY','2025-12-13','repayment',51667);
INSERT INTO "day_total" VALUES('CNY','2025-12-15','scheduled_interest',10000);
INSERT INTO "day_total" VALUES('CNY','2025-12-16','scheduled_interest',29792);
INSERT INTO "day_total" VALUES('CNY','2025-12-17','repayment',190195);
INSERT INTO "day_total" VALUES('CNY','2025-12-18','scheduled_interest',23528);
INSERT INTO "day_total" VALUES('CNY','2025-12-19','scheduled_principal',2000000);
INSERT INTO "day_total" VALUES('CNY','2025-12-20','repayment',292714);
INSERT INTO "day_total" VALUES('CNY','2025-12-20','scheduled_principal',1200000);
INSERT INTO "day_total" VALUES('CNY','2025-12-21','repayment',49542);
INSERT INTO "day_total" VALUES('CNY','2025-12-22','scheduled_interest',7875);
INSERT INTO "day_total" VALUES('CNY','2025-12-23','scheduled_interest',35517);
INSERT INTO "day_total" VALUES('CNY','2025-12-24','scheduled_principal',2000000);
INSERT INTO "day_total" VALUES('CNY','2025-12-25','scheduled_principal',0);
INSERT INTO "day_total" VALUES('CNY','2025-12-26','repayment',389453);
INSERT INTO "day_total" VALUES('CNY','2025-12-27','scheduled_interest',46220);
INSERT INTO "day_total" VALUES('CNY','2025-12-28','scheduled_interest',38500);
INSERT INTO "day_total" VALUES('CNY','2026-01-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2026-01-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-01-09','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2026-01-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-01-10','scheduled_principal',960000);
INSERT INTO "day_total" VALUES('CNY','2026-01-11','scheduled_fee',2000);
INSERT INTO "day_total" VALUES('CNY','2026-01-11','scheduled_interest',3200);
INSERT INTO "day_total" VALUES('CNY','2026-01-12','scheduled_interest',10260);
INSERT INTO "day_total" VALUES('CNY','2026-01-14','repayment',51250);
INSERT INTO "day_total" VALUES('CNY','2026-01-15','scheduled_interest',9583);
INSERT INTO "day_total" VALUES('CNY','2026-01-15','scheduled_principal',0);
INSERT INTO "day_total" VALUES('CNY','2026-01-16','scheduled_interest',28438);
INSERT INTO "day_total" VALUES('CNY','2026-01-18','scheduled_interest',21389);
INSERT INTO "day_total" VALUES('CNY','2026-01-18','scheduled_principal',3000000);
INSERT INTO "day_total" VALUES('CNY','2026-01-19','repayment',94147);
INSERT INTO "day_total" VALUES('CNY','2026-01-20','repayment',636556);
INSERT INTO "day_total" VALUES('CNY','2026-01-20','scheduled_interest',20000);
INSERT INTO "day_total" VALUES('CNY','2026-01-21','scheduled_interest',12000);
INSERT INTO "day_total" VALUES('CNY','2026-01-22','scheduled_interest',7500);
INSERT INTO "day_total" VALUES('CNY','2026-01-23','scheduled_interest',32945);
INSERT INTO "day_total" VALUES('CNY','2026-01-24','repayment',180894);
INSERT INTO "day_total" VALUES('CNY','2026-01-25','scheduled_interest',25667);
INSERT INTO "day_total" VALUES('CNY','2026-01-26','repayment',225953);
INSERT INTO "day_total" VALUES('CNY','2026-01-27','repayment',161896);
INSERT INTO "day_total" VALUES('CNY','2026-01-27','scheduled_interest',44423);
INSERT INTO "day_total" VALUES('CNY','2026-01-28','scheduled_interest',36896);
INSERT INTO "day_total" VALUES('CNY','2026-02-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2026-02-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-02-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-02-10','repayment',86400);
INSERT INTO "day_total" VALUES('CNY','2026-02-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-02-12','scheduled_interest',9160);
INSERT INTO "day_total" VALUES('CNY','2026-02-13','repayment',50834);
INSERT INTO "day_total" VALUES('CNY','2026-02-14','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2026-02-15','scheduled_interest',9167);
INSERT INTO "day_total" VALUES('CNY','2026-02-16','scheduled_interest',27083);
INSERT INTO "day_total" VALUES('CNY','2026-02-17','repayment',373637);
INSERT INTO "day_total" VALUES('CNY','2026-02-18','repayment',94147);
INSERT INTO "day_total" VALUES('CNY','2026-02-18','scheduled_interest',19250);
INSERT INTO "day_total" VALUES('CNY','2026-02-19','scheduled_interest',38500);
INSERT INTO "day_total" VALUES('CNY','2026-02-20','repayment',155411);
INSERT INTO "day_total" VALUES('CNY','2026-02-20','scheduled_interest',19259);
INSERT INTO "day_total" VALUES('CNY','2026-02-21','scheduled_interest',11054);
INSERT INTO "day_total" VALUES('CNY','2026-02-22','scheduled_interest',7125);
INSERT INTO "day_total" VALUES('CNY','2026-02-23','repayment',180894);
INSERT INTO "day_total" VALUES('CNY','2026-02-23','scheduled_interest',30347);
INSERT INTO "day_total" VALUES('CNY','2026-02-24','repayment',225953);
INSERT INTO "day_total" VALUES('CNY','2026-02-25','scheduled_interest',23675);
INSERT INTO "day_total" VALUES('CNY','2026-02-26','repayment',160292);
INSERT INTO "day_total" VALUES('CNY','2026-02-27','scheduled_interest',42608);
INSERT INTO "day_total" VALUES('CNY','2026-02-28','scheduled_interest',35292);
INSERT INTO "day_total" VALUES('CNY','2026-03-03','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2026-03-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-03-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-03-10','repayment',218833);
INSERT INTO "day_total" VALUES('CNY','2026-03-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-03-12','scheduled_interest',8051);
INSERT INTO "day_total" VALUES('CNY','2026-03-15','scheduled_interest',8750);
INSERT INTO "day_total" VALUES('CNY','2026-03-16','repayment',187720);
INSERT INTO "day_total" VALUES('CNY','2026-03-16','scheduled_interest',25729);
INSERT INTO "day_total" VALUES('CNY','2026-03-18','repayment',277925);
INSERT INTO "day_total" VALUES('CNY','2026-03-18','scheduled_interest',17111);
INSERT INTO "day_total" VALUES('CNY','2026-03-19','repayment',50417);
INSERT INTO "day_total" VALUES('CNY','2026-03-19','scheduled_interest',36585);
INSERT INTO "day_total" VALUES('CNY','2026-03-20','repayment',155036);
INSERT INTO "day_total" VALUES('CNY','2026-03-20','scheduled_interest',18510);
INSERT INTO "day_total" VALUES('CNY','2026-03-20','scheduled_principal',1000000);
INSERT INTO "day_total" VALUES('CNY','2026-03-21','scheduled_interest',10098);
INSERT INTO "day_total" VALUES('CNY','2026-03-22','repayment',180894);
INSERT INTO "day_total" VALUES('CNY','2026-03-22','scheduled_interest',6750);
INSERT INTO "day_total" VALUES('CNY','2026-03-23','scheduled_interest',27724);
INSERT INTO "day_total" VALUES('CNY','2026-03-24','repayment',225953);
INSERT INTO "day_total" VALUES('CNY','2026-03-25','scheduled_interest',21657);
INSERT INTO "day_total" VALUES('CNY','2026-03-27','repayment',158688);
INSERT INTO "day_total" VALUES('CNY','2026-03-27','scheduled_interest',40774);
INSERT INTO "day_total" VALUES('CNY','2026-03-28','scheduled_interest',33688);
INSERT INTO "day_total" VALUES('CNY','2026-04-05','repayment',343667);
INSERT INTO "day_total" VALUES('CNY','2026-04-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-04-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-04-10','repayment',86400);
INSERT INTO "day_total" VALUES('CNY','2026-04-11','repayment',132433);
INSERT INTO "day_total" VALUES('CNY','2026-04-11','scheduled_interest',12800);
INSERT INTO "day_total" VALUES('CNY','2026-04-12','scheduled_interest',6931);
INSERT INTO "day_total" VALUES('CNY','2026-04-14','repayment',50000);
INSERT INTO "day_total" VALUES('CNY','2026-04-14','scheduled_principal',260000);
INSERT INTO "day_total" VALUES('CNY','2026-04-15','scheduled_interest',8333);
INSERT INTO "day_total" VALUES('CNY','2026-04-16','repayment',181639);
INSERT INTO "day_total" VALUES('CNY','2026-04-16','scheduled_interest',24375);
INSERT INTO "day_total" VALUES('CNY','2026-04-18','repayment',187720);
INSERT INTO "day_total" VALUES('CNY','2026-04-18','scheduled_interest',14972);
INSERT INTO "day_total" VALUES('CNY','2026-04-19','scheduled_interest',34645);
INSERT INTO "day_total" VALUES('CNY','2026-04-20','scheduled_interest',17753);
INSERT INTO "day_total" VALUES('CNY','2026-04-21','repayment',48042);
INSERT INTO "day_total" VALUES('CNY','2026-04-21','scheduled_interest',19133);
INSERT INTO "day_total" VALUES('CNY','2026-04-22','repayment',287513);
INSERT INTO "day_total" VALUES('CNY','2026-04-22','scheduled_interest',6375);
INSERT INTO "day_total" VALUES('CNY','2026-04-23','scheduled_interest',25074);
INSERT INTO "day_total" VALUES('CNY','2026-04-24','scheduled_principal',6000000);
INSERT INTO "day_total" VALUES('CNY','2026-04-25','repayment',47073);
INSERT INTO "day_total" VALUES('CNY','2026-04-25','scheduled_interest',19613);
INSERT INTO "day_total" VALUES('CNY','2026-04-26','repayment',383036);
INSERT INTO "day_total" VALUES('CNY','2026-04-27','scheduled_interest',38923);
INSERT INTO "day_total" VALUES('CNY','2026-04-28','scheduled_interest',32083);
INSERT INTO "day_total" VALUES('CNY','2026-04-29','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-05-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2026-05-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-05-09','repayment',32000);
INSERT INTO "day_total" VALUES('CNY','2026-05-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-05-10','repayment',218833);
INSERT INTO "day_total" VALUES('CNY','2026-05-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-05-12','scheduled_interest',5802);
INSERT INTO "day_total" VALUES('CNY','2026-05-13','reversal',86400);
INSERT INTO "day_total" VALUES('CNY','2026-05-13','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-05-15','repayment',179500);
INSERT INTO "day_total" VALUES('CNY','2026-05-15','scheduled_interest',7917);
INSERT INTO "day_total" VALUES('CNY','2026-05-16','scheduled_interest',23021);
INSERT INTO "day_total" VALUES('CNY','2026-05-17','scheduled_principal',100000);
INSERT INTO "day_total" VALUES('CNY','2026-05-18','repayment',187720);
INSERT INTO "day_total" VALUES('CNY','2026-05-18','scheduled_interest',12833);
INSERT INTO "day_total" VALUES('CNY','2026-05-19','scheduled_interest',32681);
INSERT INTO "day_total" VALUES('CNY','2026-05-20','repayment',106619);
INSERT INTO "day_total" VALUES('CNY','2026-05-20','scheduled_interest',16989);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','fee',5000);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','repayment',94740);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','scheduled_interest',17787);
INSERT INTO "day_total" VALUES('CNY','2026-05-21','scheduled_principal',5000000);
INSERT INTO "day_total" VALUES('CNY','2026-05-22','repayment',185202);
INSERT INTO "day_total" VALUES('CNY','2026-05-22','scheduled_interest',6000);
INSERT INTO "day_total" VALUES('CNY','2026-05-23','scheduled_interest',22398);
INSERT INTO "day_total" VALUES('CNY','2026-05-24','repayment',185812);
INSERT INTO "day_total" VALUES('CNY','2026-05-25','repayment',155479);
INSERT INTO "day_total" VALUES('CNY','2026-05-25','scheduled_interest',54006);
INSERT INTO "day_total" VALUES('CNY','2026-05-26','repayment',225953);
INSERT INTO "day_total" VALUES('CNY','2026-05-26','scheduled_interest',90000);
INSERT INTO "day_total" VALUES('CNY','2026-05-27','scheduled_interest',39452);
INSERT INTO "day_total" VALUES('CNY','2026-05-28','scheduled_interest',30479);
INSERT INTO "day_total" VALUES('CNY','2026-05-30','repayment',171600);
INSERT INTO "day_total" VALUES('CNY','2026-05-31','repayment',4308);
INSERT INTO "day_total" VALUES('CNY','2026-06-01','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-06-05','repayment',27000);
INSERT INTO "day_total" VALUES('CNY','2026-06-06','scheduled_interest',41583);
INSERT INTO "day_total" VALUES('CNY','2026-06-08','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-06-09','repayment',100000);
INSERT INTO "day_total" VALUES('CNY','2026-06-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-06-10','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-06-11','repayment',4308);
INSERT INTO "day_total" VALUES('CNY','2026-06-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-06-12','scheduled_interest',4662);
INSERT INTO "day_total" VALUES('CNY','2026-06-15','repayment',2500000);
INSERT INTO "day_total" VALUES('CNY','2026-06-15','scheduled_interest',7962);
INSERT INTO "day_total" VALUES('CNY','2026-06-16','scheduled_interest',21667);
INSERT INTO "day_total" VALUES('CNY','2026-06-17','repayment',192028);
INSERT INTO "day_total" VALUES('CNY','2026-06-18','scheduled_interest',10694);
INSERT INTO "day_total" VALUES('CNY','2026-06-19','repayment',4308);
INSERT INTO "day_total" VALUES('CNY','2026-06-19','scheduled_interest',30691);
INSERT INTO "day_total" VALUES('CNY','2026-06-20','scheduled_interest',16218);
INSERT INTO "day_total" VALUES('CNY','2026-06-21','repayment',33333);
INSERT INTO "day_total" VALUES('CNY','2026-06-21','scheduled_interest',16428);
INSERT INTO "day_total" VALUES('CNY','2026-06-22','scheduled_interest',39420);
INSERT INTO "day_total" VALUES('CNY','2026-06-23','scheduled_interest',19694);
INSERT INTO "day_total" VALUES('CNY','2026-06-24','repayment',185812);
INSERT INTO "day_total" VALUES('CNY','2026-06-24','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-06-25','scheduled_interest',50548);
INSERT INTO "day_total" VALUES('CNY','2026-06-26','repayment',91381);
INSERT INTO "day_total" VALUES('CNY','2026-06-26','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-06-27','repayment',153875);
INSERT INTO "day_total" VALUES('CNY','2026-06-27','scheduled_interest',35163);
INSERT INTO "day_total" VALUES('CNY','2026-06-28','opening',3423381);
INSERT INTO "day_total" VALUES('CNY','2026-06-28','scheduled_interest',28875);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','charge_reversal',172576);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','opening',815784);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','penalty',10);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','repayment',476185);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','reversal',153875);
INSERT INTO "day_total" VALUES('CNY','2026-06-29','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-06-30','repayment',0);
INSERT INTO "day_total" VALUES('CNY','2026-06-30','waiver',1000);
INSERT INTO "day_total" VALUES('CNY','2026-07-06','scheduled_interest',40045);
INSERT INTO "day_total" VALUES('CNY','2026-07-08','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-07-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-07-11','fee',2500);
INSERT INTO "day_total" VALUES('CNY','2026-07-11','scheduled_interest',16000);
INSERT INTO "day_total" VALUES('CNY','2026-07-12','scheduled_interest',3512);
INSERT INTO "day_total" VALUES('CNY','2026-07-13','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-07-15','scheduled_interest',7083);
INSERT INTO "day_total" VALUES('CNY','2026-07-16','scheduled_interest',20313);
INSERT INTO "day_total" VALUES('CNY','2026-07-18','scheduled_interest',8556);
INSERT INTO "day_total" VALUES('CNY','2026-07-19','scheduled_interest',28676);
INSERT INTO "day_total" VALUES('CNY','2026-07-20','scheduled_interest',15900);
INSERT INTO "day_total" VALUES('CNY','2026-07-21','scheduled_interest',15056);
INSERT INTO "day_total" VALUES('CNY','2026-07-22','scheduled_interest',40983);
INSERT INTO "day_total" VALUES('CNY','2026-07-23','scheduled_interest',16964);
INSERT INTO "day_total" VALUES('CNY','2026-07-25','scheduled_interest',47521);
INSERT INTO "day_total" VALUES('CNY','2026-07-27','scheduled_interest',33717);
INSERT INTO "day_total" VALUES('CNY','2026-07-28','scheduled_interest',27271);
INSERT INTO "day_total" VALUES('CNY','2026-08-03','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-08-05','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-08-06','scheduled_interest',39583);
INSERT INTO "day_total" VALUES('CNY','2026-08-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-08-10','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-08-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-08-12','scheduled_interest',2352);
INSERT INTO "day_total" VALUES('CNY','2026-08-15','scheduled_interest',6667);
INSERT INTO "day_total" VALUES('CNY','2026-08-16','scheduled_interest',18958);
INSERT INTO "day_total" VALUES('CNY','2026-08-17','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-08-18','scheduled_interest',6417);
INSERT INTO "day_total" VALUES('CNY','2026-08-19','scheduled_interest',29035);
INSERT INTO "day_total" VALUES('CNY','2026-08-20','scheduled_interest',14651);
INSERT INTO "day_total" VALUES('CNY','2026-08-21','scheduled_interest',13670);
INSERT INTO "day_total" VALUES('CNY','2026-08-22','scheduled_interest',38208);
INSERT INTO "day_total" VALUES('CNY','2026-08-23','scheduled_interest',14207);
INSERT INTO "day_total" VALUES('CNY','2026-08-24','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-08-25','scheduled_interest',44461);
INSERT INTO "day_total" VALUES('CNY','2026-08-27','scheduled_interest',31328);
INSERT INTO "day_total" VALUES('CNY','2026-08-28','scheduled_interest',25667);
INSERT INTO "day_total" VALUES('CNY','2026-08-31','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-09-02','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-09-07','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-09-09','scheduled_interest',0);
INSERT INTO "day_total" VALUES('CNY','2026-09-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-09-12','scheduled_interest',1181);
INSERT INTO "day_total" VALUES('CNY','2026-09-14','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-09-15','scheduled_interest',6250);
INSERT INTO "day_total" VALUES('CNY','2026-09-16','scheduled_interest',20004);
INSERT INTO "day_total" VALUES('CNY','2026-09-18','scheduled_interest',4278);
INSERT INTO "day_total" VALUES('CNY','2026-09-19','scheduled_interest',24568);
INSERT INTO "day_total" VALUES('CNY','2026-09-20','scheduled_interest',13856);
INSERT INTO "day_total" VALUES('CNY','2026-09-21','scheduled_interest',12731);
INSERT INTO "day_total" VALUES('CNY','2026-09-22','scheduled_interest',37833);
INSERT INTO "day_total" VALUES('CNY','2026-09-23','scheduled_interest',11422);
INSERT INTO "day_total" VALUES('CNY','2026-09-25','scheduled_interest',41368);
INSERT INTO "day_total" VALUES('CNY','2026-09-27','scheduled_interest',29382);
INSERT INTO "day_total" VALUES('CNY','2026-09-28','scheduled_interest',24525);
INSERT INTO "day_total" VALUES('CNY','2026-09-30','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-10-05','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-10-11','scheduled_interest',19200);
INSERT INTO "day_total" VALUES('CNY','2026-10-12','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-10-14','scheduled_interest',2400);
INSERT INTO "day_total" VALUES('CNY','2026-10-15','scheduled_interest',5833);
INSERT INTO "day_total" VALUES('CNY','2026-10-16','scheduled_interest',16250);
INSERT INTO "day_total" VALUES('CNY','2026-10-18','scheduled_interest',2139);
INSERT INTO "day_total" VALUES('CNY','2026-10-19','scheduled_interest',22936);
INSERT INTO "day_total" VALUES('CNY','2026-10-20','scheduled_interest',13054);
INSERT INTO "day_total" VALUES('CNY','2026-10-21','scheduled_interest',10855);
INSERT INTO "day_total" VALUES('CNY','2026-10-22','scheduled_interest',37458);
INSERT INTO "day_total" VALUES('CNY','2026-10-23','scheduled_interest',8609);
INSERT INTO "day_total" VALUES('CNY','2026-10-25','scheduled_interest',38240);
INSERT INTO "day_total" VALUES('CNY','2026-10-26','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-10-27','scheduled_interest',27416);
INSERT INTO "day_total" VALUES('CNY','2026-10-28','scheduled_interest',22458);
INSERT INTO "day_total" VALUES('CNY','2026-11-02','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-11-09','scheduled_interest',462);
INSERT INTO "day_total" VALUES('CNY','2026-11-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-11-15','scheduled_interest',5417);
INSERT INTO "day_total" VALUES('CNY','2026-11-16','scheduled_interest',15346);
INSERT INTO "day_total" VALUES('CNY','2026-11-19','scheduled_interest',20353);
INSERT INTO "day_total" VALUES('CNY','2026-11-20','scheduled_interest',12243);
INSERT INTO "day_total" VALUES('CNY','2026-11-21','scheduled_interest',9427);
INSERT INTO "day_total" VALUES('CNY','2026-11-22','scheduled_interest',37083);
INSERT INTO "day_total" VALUES('CNY','2026-11-23','scheduled_interest',5768);
INSERT INTO "day_total" VALUES('CNY','2026-11-25','scheduled_interest',35080);
INSERT INTO "day_total" VALUES('CNY','2026-11-27','scheduled_interest',25431);
INSERT INTO "day_total" VALUES('CNY','2026-11-28','scheduled_interest',20854);
INSERT INTO "day_total" VALUES('CNY','2026-12-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2026-12-15','scheduled_interest',5000);
INSERT INTO "day_total" VALUES('CNY','2026-12-16','scheduled_interest',13542);
INSERT INTO "day_total" VALUES('CNY','2026-12-19','scheduled_interest',18205);
INSERT INTO "day_total" VALUES('CNY','2026-12-20','scheduled_interest',11424);
INSERT INTO "day_total" VALUES('CNY','2026-12-21','scheduled_interest',7984);
INSERT INTO "day_total" VALUES('CNY','2026-12-22','scheduled_interest',36708);
INSERT INTO "day_total" VALUES('CNY','2026-12-23','scheduled_interest',2898);
INSERT INTO "day_total" VALUES('CNY','2026-12-25','scheduled_interest',31885);
INSERT INTO "day_total" VALUES('CNY','2026-12-27','scheduled_interest',23426);
INSERT INTO "day_total" VALUES('CNY','2026-12-28','scheduled_interest',19250);
INSERT INTO "day_total" VALUES('CNY','2027-01-11','scheduled_interest',6400);
INSERT INTO "day_total" VALUES('CNY','2027-01-15','scheduled_interest',4583);
INSERT INTO "day_total" VALUES('CNY','2027-01-16','scheduled_interest',12188);
INSERT INTO "day_total" VALUES('CNY','2027-01-19','scheduled_interest',16030);
INSERT INTO "day_total" VALUES('CNY','2027-01-20','scheduled_interest',10596);
INSERT INTO "day_total" VALUES('CNY','2027-01-21','scheduled_interest',6527);
INSERT INTO "day_total" VALUES('CNY','2027-01-22','scheduled_interest',36333);
INSERT INTO "day_total" VALUES('CNY','2027-01-25','scheduled_interest',28656);
INSERT INTO "day_total" VALUES('CNY','2027-01-27','scheduled_interest',21401);
INSERT INTO "day_total" VALUES('CNY','2027-01-28','scheduled_interest',17646);
INSERT INTO "day_total" VALUES('CNY','2027-02-15','scheduled_interest',4167);
INSERT INTO "day_total" VALUES('CNY','2027-02-16','scheduled_interest',10833);
INSERT INTO "day_total" VALUES('CNY','2027-02-19','scheduled_interest',13827);
INSERT INTO "day_total" VALUES('CNY','2027-02-20','scheduled_interest',9761);
INSERT INTO "day_total" VALUES('CNY','2027-02-21','scheduled_interest',6121);
INSERT INTO "day_total" VALUES('CNY','2027-02-22','scheduled_interest',35958);
INSERT INTO "day_total" VALUES('CNY','2027-02-25','scheduled_interest',27713);
INSERT INTO "day_total" VALUES('CNY','2027-02-27','scheduled_interest',19355);
INSERT INTO "day_total" VALUES('CNY','2027-02-28','scheduled_interest',16042);
INSERT INTO "day_total" VALUES('CNY','2027-03-15','scheduled_interest',3750);
INSERT INTO "day_total" VALUES('CNY','2027-03-16','scheduled_interest',9479);
INSERT INTO "day_total" VALUES('CNY','2027-03-19','scheduled_interest',11595);
INSERT INTO "day_total" VALUES('CNY','2027-03-20','scheduled_interest',8917);
INSERT INTO "day_total" VALUES('CNY','2027-03-21','scheduled_interest',5712);
INSERT INTO "day_total" VALUES('CNY','2027-03-22','scheduled_interest',35583);
INSERT INTO "day_total" VALUES('CNY','2027-03-25','scheduled_interest',26765);
INSERT INTO "day_total" VALUES('CNY','2027-03-27','scheduled_interest',17289);
INSERT INTO "day_total" VALUES('CNY','2027-03-28','scheduled_interest',14438);
INSERT INTO "day_total" VALUES('CNY','2027-04-15','scheduled_interest',3333);
INSERT INTO "day_total" VALUES('CNY','2027-04-16','scheduled_interest',8125);
INSERT INTO "day_total" VALUES('CNY','2027-04-19','scheduled_interest',9335);
INSERT INTO "day_total" VALUES('CNY','2027-04-20','scheduled_interest',8065);
INSERT INTO "day_total" VALUES('CNY','2027-04-21','scheduled_interest',5298);
INSERT INTO "day_total" VALUES('CNY','2027-04-22','scheduled_interest',35208);
INSERT INTO "day_total" VALUES('CNY','2027-04-25','scheduled_interest',25810);
INSERT INTO "day_total" VALUES('CNY','2027-04-27','scheduled_interest',15202);
INSERT INTO "day_total" VALUES('CNY','2027-04-28','scheduled_interest',12833);
INSERT INTO "day_total" VALUES('CNY','2027-05-15','scheduled_interest',2917);
INSERT INTO "day_total" VALUES('CNY','2027-05-16','scheduled_interest',6771);
INSERT INTO "day_total" VALUES('CNY','2027-05-19','scheduled_interest',7046);
INSERT INTO "day_total" VALUES('CNY','2027-05-20','scheduled_interest',7204);
INSERT INTO "day_total" VALUES('CNY','2027-05-21','scheduled_interest',4880);
INSERT INTO "day_total" VALUES('CNY','2027-05-22','scheduled_interest',34833);
INSERT INTO "day_total" VALUES('CNY','2027-05-25','scheduled_interest',24850);
INSERT INTO "day_total" VALUES('CNY','2027-05-27','scheduled_interest',13095);
INSERT INTO "day_total" VALUES('CNY','2027-05-28','scheduled_interest',11229);
INSERT INTO "day_total" VALUES('CNY','2027-06-15','scheduled_interest',2500);
INSERT INTO "day_total" VALUES('CNY','2027-06-16','scheduled_interest',5417);
INSERT INTO "day_total" VALUES('CNY','2027-06-19','scheduled_interest',4727);
INSERT INTO "day_total" VALUES('CNY','2027-06-20','scheduled_interest',6334);
INSERT INTO "day_total" VALUES('CNY','2027-06-21','scheduled_interest',4459);
INSERT INTO "day_total" VALUES('CNY','2027-06-22','scheduled_interest',1125);
INSERT INTO "day_total" VALUES('CNY','2027-06-25','scheduled_interest',23885);
INSERT INTO "day_total" VALUES('CNY','2027-06-27','scheduled_interest',10966);
INSERT INTO "day_total" VALUES('CNY','2027-06-28','scheduled_interest',9625);
INSERT INTO "day_total" VALUES('CNY','2027-07-15','scheduled_interest',2083);
INSERT INTO "day_total" VALUES('CNY','2027-07-16','scheduled_interest',4063);
INSERT INTO "day_total" VALUES('CNY','2027-07-19','scheduled_interest',2378);
INSERT INTO "day_total" VALUES('CNY','2027-07-20','scheduled_interest',5456);
INSERT INTO "day_total" VALUES('CNY','2027-07-21','scheduled_interest',4032);
INSERT INTO "day_total" VALUES('CNY','2027-07-22','scheduled_interest',750);
INSERT INTO "day_total" VALUES('CNY','2027-07-25','scheduled_interest',22913);
INSERT INTO "day_total" VALUES('CNY','2027-07-27','scheduled_interest',8816);
INSERT INTO "day_total" VALUES('CNY','2027-07-28','scheduled_interest',8021);
INSERT INTO "day_total" VALUES('CNY','2027-08-15','scheduled_interest',1667);
INSERT INTO "day_total" VALUES('CNY','2027-08-16','scheduled_interest',2708);
INSERT INTO "day_total" VALUES('CNY','2027-08-20','scheduled_interest',4569);
INSERT INTO "day_total" VALUES('CNY','2027-08-21','scheduled_interest',3602);
INSERT INTO "day_total" VALUES('CNY','2027-08-22','scheduled_interest',375);
INSERT INTO "day_total" VALUES('CNY','2027-08-25','scheduled_interest',21936);
INSERT INTO "day_total" VALUES('CNY','2027-08-27','scheduled_interest',6645);
INSERT INTO "day_total" VALUES('CNY','2027-08-28','scheduled_interest',6417);
INSERT INTO "day_total" VALUES('CNY','2027-09-15','scheduled_interest',1250);
INSERT INTO "day_total" VALUES('CNY','2027-09-16','scheduled_interest',1354);
INSERT INTO "day_total" VALUES('CNY','2027-09-20','scheduled_interest',3674);
INSERT INTO "day_total" VALUES('CNY','2027-09-21','scheduled_interest',3167);
INSERT INTO "day_total" VALUES('CNY','2027-09-25','scheduled_interest',20952);
INSERT INTO "day_total" VALUES('CNY','2027-09-27','scheduled_interest',4452);
INSERT INTO "day_total" VALUES('CNY','2027-09-28','scheduled_interest',4813);
INSERT INTO "day_total" VALUES('CNY','2027-10-15','scheduled_interest',833);
INSERT INTO "day_total" VALUES('CNY','2027-10-20','scheduled_interest',2769);
INSERT INTO "day_total" VALUES('CNY','2027-10-21','scheduled_interest',2728);
INSERT INTO "day_total" VALUES('CNY','2027-10-25','scheduled_interest',19963);
INSERT INTO "day_total" VALUES('CNY','2027-10-27','scheduled_interest',2237);
INSERT INTO "day_total" VALUES('CNY','2027-10-28','scheduled_interest',3208);
INSERT INTO "day_total" VALUES('CNY','2027-11-15','scheduled_interest',417);
INSERT INTO "day_total" VALUES('CNY','2027-11-20','scheduled_interest',1855);
INSERT INTO "day_total" VALUES('CNY','2027-11-21','scheduled_interest',2285);
INSERT INTO "day_total" VALUES('CNY','2027-11-25','scheduled_interest',18968);
INSERT INTO "day_total" VALUES('CNY','2027-11-28','scheduled_interest',1604);
INSERT INTO "day_total" VALUES('CNY','2027-12-20','scheduled_interest',932);
INSERT INTO "day_total" VALUES('CNY','2027-12-21','scheduled_interest',1837);
INSERT INTO "day_total" VALUES('CNY','2027-12-25','scheduled_interest',17967);
INSERT INTO "day_total" VALUES('CNY','2028-01-21','scheduled_interest',1385);
INSERT INTO "day_total" VALUES('CNY','2028-01-25','scheduled_interest',16960);
INSERT INTO "day_total" VALUES('CNY','2028-02-21','scheduled_interest',928);
INSERT INTO "day_total" VALUES('CNY','2028-02-25','scheduled_interest',15947);
INSERT INTO "day_total" VALUES('CNY','2028-03-21','scheduled_interest',466);
INSERT INTO "day_total" VALUES('CNY','2028-03-25','scheduled_interest',14928);
INSERT INTO "day_total" VALUES('CNY','2028-04-25','scheduled_interest',13902);
INSERT INTO "day_total" VALUES('CNY','2028-05-25','scheduled_interest',12871);
INSERT INTO "day_total" VALUES('CNY','2028-06-25','scheduled_interest',11833);
INSERT INTO "day_total" VALUES('CNY','2028-07-25','scheduled_interest',10789);
INSERT INTO "day_total" VALUES('CNY','2028-08-25','scheduled_interest',9739);
INSERT INTO "day_total" VALUES('CNY','2028-09-25','scheduled_interest',8683);
INSERT INTO "day_total" VALUES('CNY','2028-10-25','scheduled_interest',7620);
INSERT INTO "day_total" VALUES('CNY','2028-11-25','scheduled_interest',6551);
INSERT INTO "day_total" VALUES('CNY','2028-12-25','scheduled_interest',5475);
INSERT INTO "day_total" VALUES('CNY','2029-01-25','scheduled_interest',4393);
INSERT INTO "day_total" VALUES('CNY','2029-02-25','scheduled_interest',3305);
INSERT INTO "day_total" VALUES('CNY','2029-03-25','scheduled_interest',2210);
INSERT INTO "day_total" VALUES('CNY','2029-04-25','scheduled_interest',1108);
INSERT INTO "day_total" VALUES('EUR','2026-01-10','scheduled_principal',120000);
INSERT INTO "day_total" VALUES('EUR','2026-01-15','scheduled_principal',240000);
INSERT INTO "day_total" VALUES('EUR','2026-02-10','scheduled_principal',60000);
INSERT INTO "day_total" VALUES('EUR','2026-02-20','scheduled_principal',745000);
INSERT INTO "day_total" VALUES('EUR','2026-02-26','scheduled_principal',535260);
INSERT INTO "day_total" VALUES('EUR','2026-03-23','scheduled_principal',210230);
INSERT INTO "day_total" VALUES('EUR','2026-04-06','repayment',535260);
INSERT INTO "day_total" VALUES('EUR','2026-04-10','repayment',100000);
INSERT INTO "day_total" VALUES('EUR','2026-04-10','scheduled_principal',212040);
INSERT INTO "day_total" VALUES('EUR','2026-04-24','repayment',210230);
INSERT INTO "day_total" VALUES('EUR','2026-05-07','scheduled_principal',57165);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','bank_line',18000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','bank_matched',18000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','merchant_refund',15000);
INSERT INTO "day_total" VALUES('EUR','2026-06-10','repayment',18000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','bank_line',20000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','bank_matched',20000);
INSERT INTO "day_total" VALUES('EUR','2026-06-12','repayment',20000);
INSERT INTO "day_total" VALUES('EUR','2026-06-15','bank_line',5500);
INSERT INTO "day_total" VALUES('EUR','2026-06-15','bank_matched',5500);
INSERT INTO "day_total" VALUES('EUR','2026-06-22','bank_line',3100);
INSERT INTO "day_total" VALUES('EUR','2026-06-24','scheduled_principal',243070);
INSERT INTO "day_total" VALUES('JPY','2026-03-01','scheduled_principal',480000);
INSERT INTO "day_total" VALUES('JPY','2026-04-02','repayment',480000);
INSERT INTO "day_total" VALUES('JPY','2026-05-08','scheduled_principal',1250000);
INSERT INTO "day_total" VALUES('JPY','2026-06-15','scheduled_principal',96000);
INSERT INTO "day_total" VALUES('JPY','2026-06-20','scheduled_principal',1060530);
INSERT INTO "day_total" VALUES('USD','2026-05-12','scheduled_principal',110500);
INSERT INTO "day_total" VALUES('USD','2026-06-05','scheduled_principal',99000);
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
INSERT INTO "entry" VALUES(2,'L0001-1','repayment','2026-01-24',180894,NULL,NULL,'','T0001-01','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(3,'L0001-1','repayment','2026-02-23',180894,NULL,NULL,'','T0001-02','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(4,'L0001-1','repayment','2026-03-22',180894,NULL,NULL,'','T0001-03','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(5,'L0001-1','repayment','2026-04-22',180894,NULL,NULL,'','T0001-04','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(6,'L0001-1','repayment','2026-05-22',180894,NULL,NULL,'','T0001-05','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(7,'L0001-2','repayment','2026-05-24',185812,NULL,NULL,'','T0001-06','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(8,'L0001-3','repayment','2025-07-05',27000,NULL,NULL,'','T0001-08','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(9,'L0001-3','repayment','2025-08-03',27000,NULL,NULL,'','T0001-09','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(10,'L0001-3','repayment','2025-09-04',27000,NULL,NULL,'','T0001-10','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(11,'L0001-3','repayment','2025-10-05',27000,NULL,NULL,'','T0001-11','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(12,'L0001-3','repayment','2025-11-05',27000,NULL,NULL,'','T0001-12','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(13,'L0001-3','repayment','2025-12-03',27000,NULL,NULL,'','T0001-13','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(14,'L0001-3','repayment','2026-01-05',27000,NULL,NULL,'','T0001-14','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(15,'L0001-3','repayment','2026-02-05',27000,NULL,NULL,'','T0001-15','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(16,'L0001-3','repayment','2026-03-03',27000,NULL,NULL,'','T0001-16','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(17,'L0001-3','repayment','2026-04-05',27000,NULL,NULL,'','T0001-17','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(18,'L0001-3','repayment','2026-05-05',27000,NULL,NULL,'','T0001-18','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(19,'L0002-1','repayment','2025-11-25',225953,NULL,NULL,'','T0002-01','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(20,'L0002-1','repayment','2025-12-26',225953,NULL,NULL,'','T0002-02','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(21,'L0002-1','repayment','2026-01-26',225953,NULL,NULL,'','T0002-03','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(22,'L0002-1','repayment','2026-02-24',225953,NULL,NULL,'','T0002-04','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(23,'L0002-1','repayment','2026-03-24',225953,NULL,NULL,'','T0002-05','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(24,'L0002-1','repayment','2026-04-26',225953,NULL,NULL,'','T0002-06','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(25,'L0002-1','repayment','2026-05-26',225953,NULL,NULL,'','T0002-07','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(26,'L0003-1','repayment','2025-09-22',50667,NULL,NULL,'','T0003-01','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(27,'L0003-1','repayment','2025-10-19',50292,NULL,NULL,'','T0003-02','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(28,'L0003-1','repayment','2025-11-21',49917,NULL,NULL,'','T0003-03','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(29,'L0003-1','repayment','2025-12-21',49542,NULL,NULL,'','T0003-04','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(30,'L0003-1','repayment','2026-01-20',49167,NULL,NULL,'','T0003-05','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(31,'L0003-1','repayment','2026-02-20',48792,NULL,NULL,'','T0003-06','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(32,'L0003-1','repayment','2026-03-20',48417,NULL,NULL,'','T0003-07','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(33,'L0003-1','repayment','2026-04-21',48042,NULL,NULL,'','T0003-08','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(34,'L0003-1','repayment','2026-05-21',47667,NULL,NULL,'','T0003-09','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(35,'INV0004-1','repayment','2026-04-06',535260,NULL,NULL,'','T0004-01','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(36,'INV0004-2','repayment','2026-04-24',210230,NULL,NULL,'','T0004-02','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(37,'L0005-1','repayment','2025-11-17',192334,NULL,NULL,'','T0005-01','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(38,'L0005-1','repayment','2025-12-17',190195,NULL,NULL,'','T0005-02','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(39,'L0005-1','repayment','2026-01-20',188056,NULL,NULL,'','T0005-03','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(40,'L0005-1','repayment','2026-02-17',185917,NULL,NULL,'','T0005-04','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(41,'L0005-1','repayment','2026-03-18',183778,NULL,NULL,'','T0005-05','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(42,'L0005-1','repayment','2026-04-16',181639,NULL,NULL,'','T0005-06','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(43,'L0005-1','repayment','2026-05-15',179500,NULL,NULL,'','T0005-07','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(44,'L0006-1','repayment','2025-12-13',51667,NULL,NULL,'','T0006-01','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(45,'L0006-1','repayment','2026-01-14',51250,NULL,NULL,'','T0006-02','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(46,'L0006-1','repayment','2026-02-13',50834,NULL,NULL,'','T0006-03','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(47,'L0006-1','repayment','2026-03-19',50417,NULL,NULL,'','T0006-04','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(48,'L0006-1','repayment','2026-04-14',50000,NULL,NULL,'','T0006-05','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(49,'L0007-1','repayment','2025-07-25',292714,NULL,NULL,'','T0007-01','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(50,'L0007-1','repayment','2025-08-21',292714,NULL,NULL,'','T0007-02','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(51,'L0007-1','repayment','2025-09-20',292714,NULL,NULL,'','T0007-03','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(52,'L0007-1','repayment','2025-10-23',292714,NULL,NULL,'','T0007-04','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(53,'L0007-1','repayment','2025-11-22',292714,NULL,NULL,'','T0007-05','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(54,'L0007-1','repayment','2025-12-20',292714,NULL,NULL,'','T0007-06','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(55,'L0007-1','repayment','2026-01-20',292714,NULL,NULL,'','T0007-07','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(56,'L0008-1','repayment','2025-10-10',132433,NULL,NULL,'','T0008-01','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(57,'L0008-1','repayment','2025-11-09',132433,NULL,NULL,'','T0008-02','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(58,'L0008-1','repayment','2025-12-11',132433,NULL,NULL,'','T0008-03','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(59,'L0008-1','repayment','2026-01-09',132433,NULL,NULL,'','T0008-04','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(60,'L0008-1','repayment','2026-02-14',132433,NULL,NULL,'','T0008-05','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(61,'L0008-1','repayment','2026-03-10',132433,NULL,NULL,'','T0008-06','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(62,'L0008-1','repayment','2026-04-11',132433,NULL,NULL,'','T0008-07','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(63,'L0008-1','repayment','2026-05-10',132433,NULL,NULL,'','T0008-08','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(64,'L0008-2','repayment','2026-02-17',187720,NULL,NULL,'','T0008-09','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(65,'L0008-2','repayment','2026-03-16',187720,NULL,NULL,'','T0008-10','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(66,'L0008-2','repayment','2026-04-18',187720,NULL,NULL,'','T0008-11','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(67,'L0008-2','repayment','2026-05-18',187720,NULL,NULL,'','T0008-12','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(68,'L0009-1','repayment','2026-04-25',47073,NULL,NULL,'','T0009-01','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(69,'L0009-1','repayment','2026-05-21',47073,NULL,NULL,'','T0009-02','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(70,'L0010-1','repayment','2026-05-22',4308,NULL,NULL,'','T0010-01','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(71,'L0010-1','repayment','2026-05-31',4308,NULL,NULL,'','T0010-02','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(72,'L0011-1','repayment','2025-12-26',163500,NULL,NULL,'','T0011-01','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(73,'L0011-1','repayment','2026-01-27',161896,NULL,NULL,'','T0011-02','bank transfer','',2,NULL,0);
INSERT INTO "entry" VALUES(74,'L0011-1','repayment','2026-02-26',160292,NULL,NULL,'','T0011-03','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(75,'L0011-1','repayment','2026-03-27',158688,NULL,NULL,'','T0011-04','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(76,'L0011-1','repayment','2026-04-26',157083,NULL,NULL,'','T0011-05','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(77,'L0011-1','repayment','2026-05-25',155479,NULL,NULL,'','T0011-06','direct debit','',2,NULL,0);
INSERT INTO "entry" VALUES(78,'L0012-1','repayment','2026-01-19',94147,NULL,NULL,'','T0012-01','WeChat Pay','',2,NULL,0);
INSERT INTO "entry" VALUES(79,'L0012-1','repayment','2026-02-18',94147,NULL,NULL,'','T0012-02','Alipay','',2,NULL,0);
INSERT INTO "entry" VALUES(80,'L0012-1','repayment','2026-03-18',94147,NULL,NULL,'','T0012-03','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(81,'L0012-1','repayment','2026-05-09',32000,NULL,NULL,'','T0012-04','cash','',2,NULL,0);
INSERT INTO "entry" VALUES(83,'L0001-3','repayment','2026-06-05',27000,NULL,NULL,'','T0001-19','direct debit','',5,NULL,0);
INSERT INTO "entry" VALUES(85,'L0010-1','repayment','2026-06-11',4308,NULL,NULL,'','T0010-03','bank transfer','',11,NULL,0);
INSERT INTO "entry" VALUES(87,'L0004-1','repayment','2026-06-21',33333,NULL,NULL,'','T0004-03','WeChat Pay','',19,NULL,0);
INSERT INTO "entry" VALUES(88,'L0008-2','repayment','2026-06-17',187720,NULL,NULL,'','T0008-13','bank transfer','',19,NULL,0);
INSERT INTO "entry" VALUES(89,'L0010-1','repayment','2026-06-17',4308,NULL,NULL,'','T0010-04','cash','',19,NULL,0);
INSERT INTO "entry" VALUES(90,'L0010-1','repayment','2026-06-19',4308,NULL,NULL,'','T0010-05','bank transfer','',19,NULL,0);
INSERT INTO "entry" VALUES(92,'L0001-2','repayment','2026-06-24',185812,NULL,NULL,'','T0001-07','WeChat Pay','',31,NULL,0);
INSERT INTO "entry" VALUES(93,'L0009-1','repayment','2026-06-26',47073,NULL,NULL,'','T0009-03','cash','',31,NULL,0);
INSERT INTO "entry" VALUES(94,'L0010-1','repayment','2026-06-26',4308,NULL,NULL,'','T0010-06','bank transfer','',31,NULL,0);
INSERT INTO "entry" VALUES(95,'L0011-1','repayment','2026-06-27',153875,NULL,NULL,'','T0011-07','direct debit','',31,NULL,0);
INSERT INTO "entry" VALUES(97,'L0011-1','reversal','2026-06-29',153875,NULL,95,'','T0011-08','','returned by the bank: insufficient funds',35,NULL,0);
INSERT INTO "entry" VALUES(98,'L-2050','repayment','2026-06-10',18000,NULL,NULL,'',NULL,'bank','bank line 1',37,NULL,0);
INSERT INTO "entry" VALUES(99,'L-2041','repayment','2026-06-12',10000,NULL,NULL,'',NULL,'bank','bank line 2',39,NULL,0);
INSERT INTO "entry" VALUES(100,'L-2042','repayment','2026-06-12',10000,NULL,NULL,'',NULL,'bank','bank line 2',39,NULL,0);
INSERT INTO "entry" VALUES(101,'JJ-3001','opening','2026-06-28',320000,'2026-05-01',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(102,'JJ-3001','opening','2026-06-28',1920000,'9999-12-31',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(103,'JJ-3001','opening','2026-06-28',25640,'2026-05-01',NULL,'interest',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(104,'JJ-3001','opening','2026-06-28',1856,'2026-05-01',NULL,'penalty',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(105,'JJ-3002','opening','2026-06-28',100000,'2026-06-16',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(106,'JJ-3002','opening','2026-06-28',800000,'9999-12-31',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(107,'JJ-3002','opening','2026-06-28',4500,'2026-06-16',NULL,'interest',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(108,'JJ-3002','opening','2026-06-28',120,'2026-06-16',NULL,'penalty',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(109,'JJ-3003','opening','2026-06-28',50000,'2026-06-25',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(110,'JJ-3003','opening','2026-06-28',200000,'9999-12-31',NULL,'principal',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(111,'JJ-3003','opening','2026-06-28',1250,'2026-06-25',NULL,'interest',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(112,'JJ-3003','opening','2026-06-28',15,'2026-06-25',NULL,'penalty',NULL,'','',41,NULL,1);
INSERT INTO "entry" VALUES(113,'JJ-3001','reversal','2026-06-29',96,NULL,104,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(114,'JJ-3001','reversal','2026-06-29',12480,NULL,103,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(115,'JJ-3001','reversal','2026-06-29',160000,NULL,101,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(116,'JJ-3001','opening','2026-06-29',160000,'2026-06-01',NULL,'principal',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(117,'JJ-3001','opening','2026-06-29',12480,'2026-06-01',NULL,'interest',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(118,'JJ-3001','opening','2026-06-29',96,'2026-06-01',NULL,'penalty',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(119,'JJ-3001','repayment','2026-06-29',174920,NULL,NULL,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(120,'JJ-3002','penalty','2026-06-29',10,'2026-06-16',NULL,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(121,'JJ-3003','repayment','2026-06-29',251265,NULL,NULL,'',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(122,'JJ-3004','opening','2026-06-29',80000,'2026-06-28',NULL,'principal',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(123,'JJ-3004','opening','2026-06-29',560000,'9999-12-31',NULL,'principal',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(124,'JJ-3004','opening','2026-06-29',3200,'2026-06-28',NULL,'interest',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(125,'JJ-3004','opening','2026-06-29',8,'2026-06-28',NULL,'penalty',NULL,'','',42,NULL,1);
INSERT INTO "entry" VALUES(129,'L-101','repayment','2026-01-20',106619,NULL,NULL,'','T-1','bank transfer','',44,NULL,0);
INSERT INTO "entry" VALUES(131,'L-101','repayment','2026-02-20',106619,NULL,NULL,'','T-2','bank transfer','',44,NULL,0);
INSERT INTO "entry" VALUES(133,'L-101','repayment','2026-03-20',106619,NULL,NULL,'','T-3','bank transfer','',44,NULL,0);
INSERT INTO "entry" VALUES(135,'L-101','repayment','2026-04-22',106619,NULL,NULL,'','T-4','WeChat Pay','two days late',44,NULL,0);
INSERT INTO "entry" VALUES(137,'L-101','repayment','2026-05-20',106619,NULL,NULL,'','T-5','bank transfer','',44,NULL,0);
INSERT INTO "entry" VALUES(139,'L-101','repayment','2026-06-26',40000,NULL,NULL,'','T-6','WeChat Pay','a part of June',44,NULL,0);
INSERT INTO "entry" VALUES(141,'L-103','repayment','2026-02-10',86400,NULL,NULL,'','T-7','direct debit','',44,NULL,0);
INSERT INTO "entry" VALUES(143,'L-103','repayment','2026-03-10',86400,NULL,NULL,'','T-8','direct debit','',44,NULL,0);
INSERT INTO "entry" VALUES(145,'L-103','repayment','2026-04-10',86400,NULL,NULL,'','T-9','direct debit','',44,NULL,0);
INSERT INTO "entry" VALUES(147,'L-103','repayment','2026-05-10',86400,NULL,NULL,'','T-10','direct debit','',44,NULL,0);
INSERT INTO "entry" VALUES(149,'L-103','reversal','2026-05-13',86400,NULL,147,'','T-11','','returned by the bank',44,NULL,0);
INSERT INTO "entry" VALUES(151,'L-103','fee','2026-05-20',5000,'2026-05-20',NULL,'','T-12','','returned direct debit',44,NULL,0);
INSERT INTO "entry" VALUES(153,'L-104','repayment','2026-04-05',316667,NULL,NULL,'','T-13','bank transfer','interest of eight months',44,NULL,0);
INSERT INTO "entry" VALUES(155,'L-105','repayment','2026-06-09',100000,NULL,NULL,'','T-14','cash','',44,NULL,0);
INSERT INTO "entry" VALUES(157,'L-106','repayment','2026-05-30',171600,NULL,NULL,'','T-15','bank transfer','divided among the customer''s loans',44,NULL,0);
INSERT INTO "entry" VALUES(159,'L-102','repayment','2026-06-15',2500000,NULL,NULL,'','T-16','bank transfer','all that was due so far and more',44,NULL,0);
INSERT INTO "entry" VALUES(160,'INV-301','repayment','2026-04-02',480000,NULL,NULL,'','settlement:INV-301','','',45,NULL,0);
INSERT INTO "entry" VALUES(161,'INV-305','repayment','2026-04-10',100000,NULL,NULL,'','settlement:INV-305','','',45,NULL,0);
INSERT INTO "entry" VALUES(162,'CN-307','merchant_refund','2026-06-10',15000,NULL,NULL,'','credit:CN-307','','',45,NULL,0);
INSERT INTO "entry" VALUES(163,'L0002-1','repayment','2026-06-29',50000,NULL,NULL,'',NULL,'cash','',66,NULL,0);
INSERT INTO "entry" VALUES(164,'L0002-1','fee','2026-06-30',2500,'2026-07-10',NULL,'',NULL,'','returned debit',67,NULL,0);
INSERT INTO "entry" VALUES(165,'L0002-1','waiver','2026-06-30',1000,NULL,NULL,'fee',NULL,'','',68,NULL,0);
INSERT INTO "entry" VALUES(166,'L0003-1','repayment','2026-06-30',1000,NULL,NULL,'',NULL,'','',74,75,0);
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
INSERT INTO "hold" VALUES(1,'C-0011',NULL,NULL,'hardship','2026-06-30','2026-07-29','ladder',NULL,'lost the job',56,NULL);
INSERT INTO "hold" VALUES(2,'C-0012','L0012-1',NULL,'dispute','2026-06-30','2026-07-10','contact ladder',NULL,'wants the contract',57,NULL);
INSERT INTO "hold" VALUES(3,'C-0008',NULL,NULL,'lawyer','2026-06-30',NULL,'contact',NULL,'lawyer',58,NULL);
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
INSERT INTO "hold_release" VALUES(1,3,'2026-06-30','sent',59,NULL);
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
	voided_by INTEGER, 
	PRIMARY KEY (file_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "imported_file" VALUES(1,2,'customers','customers-2026-05-31.csv','c188231ab867fa8d18d3444d2d3572d56ff67ada8ca41900b708c0289d29378c','{}',12,12,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(2,2,'loans','loans-2026-05-31.csv','47022bc91e6eae2c7d28ce4f7c776dccbcc4760f39c0b980c70c2c9c17702051','{}',15,15,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(3,2,'transactions','payments-2026-05-31.csv','54aac95aed80ab9af38e1bc55fa0ae7253a3f77b8aa69102a1a424ec25c27f82','{}',80,80,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(4,2,'invoices','invoices-2026-05-31.csv','68b010a6448140494b9cb1dd4811bb20e8398d9749dc158a92f2fef2557521ad','{}',4,4,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(5,5,'transactions','payments-2026-06-07.csv','f9fbfd3f8d06fdcceb9dd28a15d6d5c6dedd4bb7a17fedf98c6666d2bb17968d','{}',1,1,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(6,11,'transactions','payments-2026-06-14.csv','5d606dd77cbe723b9b46b261f7b615c9c2d36b007ea41d0fdf625f59044e7262','{}',1,1,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(7,19,'invoices','invoices-2026-06-21.csv','73b461223bd51dc8ee15887ae665b83a06cace59e06d071f92b796aa83d223a0','{}',1,1,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(8,19,'transactions','payments-2026-06-21.csv','2671a091277da5aab67f9c469e6514326f5b4221edf0a9aa1ed3f55777e3245f','{}',4,4,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(9,31,'transactions','payments-2026-06-28.csv','c0549f72e8f044d47673b604be8e2a42e45bb9c48a370792607cabca27a6a62e','{}',4,4,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(10,31,'invoices','invoices-2026-06-28.csv','ca59ef3704c7320e454c3b72b0d912d459f105399811c641b20bcd4f0e528360','{}',1,1,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(11,35,'transactions','payments-2026-06-29.csv','dd3cbe6b5aae32dea8f0986eb7b24ec0af724ee5d43cfa9c414af2a5d8d4fccf','{}',1,1,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(12,37,'loans','our-loans.csv','a6bdadfdf5f820e0e1bb7f178421c1247f9d74648e2baebb4deb5dab184b295d','{"currency": "EUR"}',3,3,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(13,37,'statement','june.sta','2910fedadc74dba5afb8f7e580cd8d8856758033c2d5c9a03d8c63d920e3e896','{"currency": "EUR"}',4,4,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(14,38,'statement','july.sta','e1af5c2518043723e4e74a3b97444b7979375046228de829c820aafb00d2231e','{"currency": "EUR"}',2,1,0,1,0,NULL);
INSERT INTO "imported_file" VALUES(15,41,'snapshot','overdue-list-2026-06-28.csv','f03210d7259f10c9828715f4a8b7541ae04fc5c7a628d8ee2e0694d0e2171d4f','{}',3,3,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(16,42,'snapshot','overdue-list-2026-06-29.csv','37fa4962a58ee64090edee8a1c7bc5671311a4decab110c238869088ac78a4a5','{"scope": "complete"}',3,3,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(17,43,'customers','customers.csv','c86bce7a8414e4d7b93c5cd58d63331a31b191505e34b4a5bd6899241afb3237','{}',7,5,2,0,0,NULL);
INSERT INTO "imported_file" VALUES(18,43,'loans','loans.csv','c5e61ca531e88760c53336d6d54ba515a1ad1e90ac02c851804c54ff593cfae8','{}',7,7,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(19,43,'instalments','instalments.csv','6785204e47fff8d8fc907260fc51eb0d347778070f5f14fe29e294ed0aa206bd','{}',4,4,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(20,44,'transactions','transactions.csv','c542d2542b92ad2ba12346ee499f4007fac6ba070706a42cbed93153a5127eca','{}',16,16,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(21,45,'invoices','invoices.csv','a619828e360d4b316f26b4cd9f845046bcd399e775b272ed4748c4fd4db52b06','{}',7,7,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(22,46,'contacts','talks.csv','d623f38b2a2ec46efbf97f7cc004d748849bfa42f27cfbfec868b80ec5683021','{}',2,2,0,0,0,NULL);
INSERT INTO "imported_file" VALUES(23,76,'loans','loans-zh.csv','3fb520f76dc4bb4a4693fd6d655f8a735e3cd00d3fbd180148b41be1871d492e','{}',4,4,0,0,0,77);
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
INSERT INTO "instalment" VALUES('00201',38,1,'2026-02-15',94619,12000,0);
INSERT INTO "instalment" VALUES('00201',38,2,'2026-03-15',95565,11054,0);
INSERT INTO "instalment" VALUES('00201',38,3,'2026-04-15',96521,10098,0);
INSERT INTO "instalment" VALUES('00201',38,4,'2026-05-15',97486,9133,0);
INSERT INTO "instalment" VALUES('00201',38,5,'2026-06-15',98461,8158,0);
INSERT INTO "instalment" VALUES('00201',38,6,'2026-07-15',99446,7173,0);
INSERT INTO "instalment" VALUES('00201',38,7,'2026-08-15',100440,6179,0);
INSERT INTO "instalment" VALUES('00201',38,8,'2026-09-15',101444,5175,0);
INSERT INTO "instalment" VALUES('00201',38,9,'2026-10-15',102459,4160,0);
INSERT INTO "instalment" VALUES('00201',38,10,'2026-11-15',103483,3136,0);
INSERT INTO "instalment" VALUES('00201',38,11,'2026-12-15',104518,2101,0);
INSERT INTO "instalment" VALUES('00201',38,12,'2027-01-15',105558,1056,0);
INSERT INTO "instalment" VALUES('00202',39,1,'2025-10-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,2,'2025-11-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,3,'2025-12-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,4,'2026-01-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,5,'2026-02-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,6,'2026-03-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,7,'2026-04-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,8,'2026-05-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,9,'2026-06-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,10,'2026-07-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,11,'2026-08-08',0,35417,0);
INSERT INTO "instalment" VALUES('00202',39,12,'2026-09-08',5000000,35417,0);
INSERT INTO "instalment" VALUES('00203',40,1,'2026-04-20',50000,0,0);
INSERT INTO "instalment" VALUES('00203',40,2,'2026-05-20',50000,0,0);
INSERT INTO "instalment" VALUES('00203',40,3,'2026-06-20',50000,0,0);
INSERT INTO "instalment" VALUES('00203',40,4,'2026-07-20',50000,0,0);
INSERT INTO "instalment" VALUES('00203',40,5,'2026-08-20',50000,0,0);
INSERT INTO "instalment" VALUES('00203',40,6,'2026-09-20',50000,0,0);
INSERT INTO "instalment" VALUES('00204',41,1,'2026-06-25',20000000,720000,0);
INSERT INTO "instalment" VALUES('INV-301',32,1,'2026-03-31',480000,0,0);
INSERT INTO "instalment" VALUES('INV-302',33,1,'2026-06-07',1250000,0,0);
INSERT INTO "instalment" VALUES('INV-303',34,1,'2026-07-15',96000,0,0);
INSERT INTO "instalment" VALUES('INV-304',35,1,'2026-03-22',745000,0,0);
INSERT INTO "instalment" VALUES('INV-305',36,1,'2026-05-10',212040,0,0);
INSERT INTO "instalment" VALUES('INV-306',37,1,'2026-07-05',99000,0,0);
INSERT INTO "instalment" VALUES('INV0004-1',16,1,'2026-03-28',535260,0,0);
INSERT INTO "instalment" VALUES('INV0004-2',17,1,'2026-04-22',210230,0,0);
INSERT INTO "instalment" VALUES('INV0004-3',18,1,'2026-06-06',57165,0,0);
INSERT INTO "instalment" VALUES('INV0004-4',21,1,'2026-07-24',243070,0,0);
INSERT INTO "instalment" VALUES('INV0004-5',19,1,'2026-06-11',110500,0,0);
INSERT INTO "instalment" VALUES('INV0004-6',20,1,'2026-07-20',1060530,0,0);
INSERT INTO "instalment" VALUES('L-101',25,1,'2026-01-20',94619,12000,0);
INSERT INTO "instalment" VALUES('L-101',25,2,'2026-02-20',95565,11054,0);
INSERT INTO "instalment" VALUES('L-101',25,3,'2026-03-20',96521,10098,0);
INSERT INTO "instalment" VALUES('L-101',25,4,'2026-04-20',97486,9133,0);
INSERT INTO "instalment" VALUES('L-101',25,5,'2026-05-20',98461,8158,0);
INSERT INTO "instalment" VALUES('L-101',25,6,'2026-06-20',99446,7173,0);
INSERT INTO "instalment" VALUES('L-101',25,7,'2026-07-20',100440,6179,0);
INSERT INTO "instalment" VALUES('L-101',25,8,'2026-08-20',101444,5175,0);
INSERT INTO "instalment" VALUES('L-101',25,9,'2026-09-20',102459,4160,0);
INSERT INTO "instalment" VALUES('L-101',25,10,'2026-10-20',103483,3136,0);
INSERT INTO "instalment" VALUES('L-101',25,11,'2026-11-20',104518,2101,0);
INSERT INTO "instalment" VALUES('L-101',25,12,'2026-12-20',105558,1056,0);
INSERT INTO "instalment" VALUES('L-102',26,1,'2025-10-15',250000,32500,0);
INSERT INTO "instalment" VALUES('L-102',26,2,'2025-11-15',250000,31146,0);
INSERT INTO "instalment" VALUES('L-102',26,3,'2025-12-15',250000,29792,0);
INSERT INTO "instalment" VALUES('L-102',26,4,'2026-01-15',250000,28438,0);
INSERT INTO "instalment" VALUES('L-102',26,5,'2026-02-15',250000,27083,0);
INSERT INTO "instalment" VALUES('L-102',26,6,'2026-03-15',250000,25729,0);
INSERT INTO "instalment" VALUES('L-102',26,7,'2026-04-15',250000,24375,0);
INSERT INTO "instalment" VALUES('L-102',26,8,'2026-05-15',250000,23021,0);
INSERT INTO "instalment" VALUES('L-102',26,9,'2026-06-15',250000,21667,0);
INSERT INTO "instalment" VALUES('L-102',26,10,'2026-07-15',250000,20313,0);
INSERT INTO "instalment" VALUES('L-102',26,11,'2026-08-15',250000,18958,0);
INSERT INTO "instalment" VALUES('L-102',26,12,'2026-09-15',250000,17604,0);
INSERT INTO "instalment" VALUES('L-102',26,13,'2026-10-15',250000,16250,0);
INSERT INTO "instalment" VALUES('L-102',26,14,'2026-11-15',250000,14896,0);
INSERT INTO "instalment" VALUES('L-102',26,15,'2026-12-15',250000,13542,0);
INSERT INTO "instalment" VALUES('L-102',26,16,'2027-01-15',250000,12188,0);
INSERT INTO "instalment" VALUES('L-102',26,17,'2027-02-15',250000,10833,0);
INSERT INTO "instalment" VALUES('L-102',26,18,'2027-03-15',250000,9479,0);
INSERT INTO "instalment" VALUES('L-102',26,19,'2027-04-15',250000,8125,0);
INSERT INTO "instalment" VALUES('L-102',26,20,'2027-05-15',250000,6771,0);
INSERT INTO "instalment" VALUES('L-102',26,21,'2027-06-15',250000,5417,0);
INSERT INTO "instalment" VALUES('L-102',26,22,'2027-07-15',250000,4063,0);
INSERT INTO "instalment" VALUES('L-102',26,23,'2027-08-15',250000,2708,0);
INSERT INTO "instalment" VALUES('L-102',26,24,'2027-09-15',250000,1354,0);
INSERT INTO "instalment" VALUES('L-103',27,1,'2026-02-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,2,'2026-03-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,3,'2026-04-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,4,'2026-05-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,5,'2026-06-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,6,'2026-07-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,7,'2026-08-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,8,'2026-09-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,9,'2026-10-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,10,'2026-11-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,11,'2026-12-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-103',27,12,'2027-01-10',80000,6400,0);
INSERT INTO "instalment" VALUES('L-104',28,1,'2025-09-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,2,'2025-10-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,3,'2025-11-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,4,'2025-12-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,5,'2026-01-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,6,'2026-02-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,7,'2026-03-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,8,'2026-04-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,9,'2026-05-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,10,'2026-06-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,11,'2026-07-05',0,39583,0);
INSERT INTO "instalment" VALUES('L-104',28,12,'2026-08-05',5000000,39583,0);
INSERT INTO "instalment" VALUES('L-105',29,1,'2026-04-28',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,2,'2026-05-12',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,3,'2026-05-26',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,4,'2026-06-09',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,5,'2026-06-23',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,6,'2026-07-07',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,7,'2026-07-21',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,8,'2026-08-04',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,9,'2026-08-18',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,10,'2026-09-01',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,11,'2026-09-15',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,12,'2026-09-29',20000,2400,0);
INSERT INTO "instalment" VALUES('L-105',29,13,'2026-10-13',20000,2400,0);
INSERT INTO "instalment" VALUES('L-106',30,1,'2026-05-25',2000000,90000,0);
INSERT INTO "instalment" VALUES('L-107',31,1,'2026-01-10',160000,3200,2000);
INSERT INTO "instalment" VALUES('L-107',31,2,'2026-04-10',320000,6400,0);
INSERT INTO "instalment" VALUES('L-107',31,3,'2026-07-10',480000,9600,0);
INSERT INTO "instalment" VALUES('L-107',31,4,'2026-10-10',640000,12800,0);
INSERT INTO "instalment" VALUES('L-2041',22,1,'2026-02-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,2,'2026-03-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,3,'2026-04-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,4,'2026-05-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,5,'2026-06-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,6,'2026-07-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,7,'2026-08-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,8,'2026-09-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,9,'2026-10-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,10,'2026-11-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,11,'2026-12-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2041',22,12,'2027-01-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,1,'2026-03-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,2,'2026-04-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,3,'2026-05-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,4,'2026-06-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,5,'2026-07-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2042',23,6,'2026-08-10',10000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,1,'2026-01-15',24000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,2,'2026-02-16',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,3,'2026-03-16',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,4,'2026-04-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,5,'2026-05-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,6,'2026-06-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,7,'2026-07-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,8,'2026-08-17',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,9,'2026-09-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,10,'2026-10-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,11,'2026-11-16',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,12,'2026-12-15',18000,0,0);
INSERT INTO "instalment" VALUES('L-2050',24,13,'2027-01-15',18000,0,0);
INSERT INTO "instalment" VALUES('L0001-1',1,1,'2026-01-24',155227,25667,0);
INSERT INTO "instalment" VALUES('L0001-1',1,2,'2026-02-24',157219,23675,0);
INSERT INTO "instalment" VALUES('L0001-1',1,3,'2026-03-24',159237,21657,0);
INSERT INTO "instalment" VALUES('L0001-1',1,4,'2026-04-24',161281,19613,0);
INSERT INTO "instalment" VALUES('L0001-1',1,5,'2026-05-24',163350,17544,0);
INSERT INTO "instalment" VALUES('L0001-1',1,6,'2026-06-24',165447,15447,0);
INSERT INTO "instalment" VALUES('L0001-1',1,7,'2026-07-24',167570,13324,0);
INSERT INTO "instalment" VALUES('L0001-1',1,8,'2026-08-24',169720,11174,0);
INSERT INTO "instalment" VALUES('L0001-1',1,9,'2026-09-24',171898,8996,0);
INSERT INTO "instalment" VALUES('L0001-1',1,10,'2026-10-24',174105,6789,0);
INSERT INTO "instalment" VALUES('L0001-1',1,11,'2026-11-24',176339,4555,0);
INSERT INTO "instalment" VALUES('L0001-1',1,12,'2026-12-24',178607,2292,0);
INSERT INTO "instalment" VALUES('L0001-2',2,1,'2026-05-24',149812,36000,0);
INSERT INTO "instalment" VALUES('L0001-2',2,2,'2026-06-24',150711,35101,0);
INSERT INTO "instalment" VALUES('L0001-2',2,3,'2026-07-24',151615,34197,0);
INSERT INTO "instalment" VALUES('L0001-2',2,4,'2026-08-24',152525,33287,0);
INSERT INTO "instalment" VALUES('L0001-2',2,5,'2026-09-24',153440,32372,0);
INSERT INTO "instalment" VALUES('L0001-2',2,6,'2026-10-24',154361,31451,0);
INSERT INTO "instalment" VALUES('L0001-2',2,7,'2026-11-24',155287,30525,0);
INSERT INTO "instalment" VALUES('L0001-2',2,8,'2026-12-24',156219,29593,0);
INSERT INTO "instalment" VALUES('L0001-2',2,9,'2027-01-24',157156,28656,0);
INSERT INTO "instalment" VALUES('L0001-2',2,10,'2027-02-24',158099,27713,0);
INSERT INTO "instalment" VALUES('L0001-2',2,11,'2027-03-24',159047,26765,0);
INSERT INTO "instalment" VALUES('L0001-2',2,12,'2027-04-24',160002,25810,0);
INSERT INTO "instalment" VALUES('L0001-2',2,13,'2027-05-24',160962,24850,0);
INSERT INTO "instalment" VALUES('L0001-2',2,14,'2027-06-24',161927,23885,0);
INSERT INTO "instalment" VALUES('L0001-2',2,15,'2027-07-24',162899,22913,0);
INSERT INTO "instalment" VALUES('L0001-2',2,16,'2027-08-24',163876,21936,0);
INSERT INTO "instalment" VALUES('L0001-2',2,17,'2027-09-24',164860,20952,0);
INSERT INTO "instalment" VALUES('L0001-2',2,18,'2027-10-24',165849,19963,0);
INSERT INTO "instalment" VALUES('L0001-2',2,19,'2027-11-24',166844,18968,0);
INSERT INTO "instalment" VALUES('L0001-2',2,20,'2027-12-24',167845,17967,0);
INSERT INTO "instalment" VALUES('L0001-2',2,21,'2028-01-24',168852,16960,0);
INSERT INTO "instalment" VALUES('L0001-2',2,22,'2028-02-24',169865,15947,0);
INSERT INTO "instalment" VALUES('L0001-2',2,23,'2028-03-24',170884,14928,0);
INSERT INTO "instalment" VALUES('L0001-2',2,24,'2028-04-24',171910,13902,0);
INSERT INTO "instalment" VALUES('L0001-2',2,25,'2028-05-24',172941,12871,0);
INSERT INTO "instalment" VALUES('L0001-2',2,26,'2028-06-24',173979,11833,0);
INSERT INTO "instalment" VALUES('L0001-2',2,27,'2028-07-24',175023,10789,0);
INSERT INTO "instalment" VALUES('L0001-2',2,28,'2028-08-24',176073,9739,0);
INSERT INTO "instalment" VALUES('L0001-2',2,29,'2028-09-24',177129,8683,0);
INSERT INTO "instalment" VALUES('L0001-2',2,30,'2028-10-24',178192,7620,0);
INSERT INTO "instalment" VALUES('L0001-2',2,31,'2028-11-24',179261,6551,0);
INSERT INTO "instalment" VALUES('L0001-2',2,32,'2028-12-24',180337,5475,0);
INSERT INTO "instalment" VALUES('L0001-2',2,33,'2029-01-24',181419,4393,0);
INSERT INTO "instalment" VALUES('L0001-2',2,34,'2029-02-24',182507,3305,0);
INSERT INTO "instalment" VALUES('L0001-2',2,35,'2029-03-24',183602,2210,0);
INSERT INTO "instalment" VALUES('L0001-2',2,36,'2029-04-24',184690,1108,0);
INSERT INTO "instalment" VALUES('L0001-3',3,1,'2025-07-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,2,'2025-08-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,3,'2025-09-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,4,'2025-10-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,5,'2025-11-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,6,'2025-12-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,7,'2026-01-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,8,'2026-02-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,9,'2026-03-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,10,'2026-04-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,11,'2026-05-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0001-3',3,12,'2026-06-05',25000,2000,0);
INSERT INTO "instalment" VALUES('L0002-1',4,1,'2025-11-26',177953,48000,0);
INSERT INTO "instalment" VALUES('L0002-1',4,2,'2025-12-26',179733,46220,0);
INSERT INTO "instalment" VALUES('L0002-1',4,3,'2026-01-26',181530,44423,0);
INSERT INTO "instalment" VALUES('L0002-1',4,4,'2026-02-26',183345,42608,0);
INSERT INTO "instalment" VALUES('L0002-1',4,5,'2026-03-26',185179,40774,0);
INSERT INTO "instalment" VALUES('L0002-1',4,6,'2026-04-26',187030,38923,0);
INSERT INTO "instalment" VALUES('L0002-1',4,7,'2026-05-26',188901,37052,0);
INSERT INTO "instalment" VALUES('L0002-1',4,8,'2026-06-26',190790,35163,0);
INSERT INTO "instalment" VALUES('L0002-1',4,9,'2026-07-26',192698,33255,0);
INSERT INTO "instalment" VALUES('L0002-1',4,10,'2026-08-26',194625,31328,0);
INSERT INTO "instalment" VALUES('L0002-1',4,11,'2026-09-26',196571,29382,0);
INSERT INTO "instalment" VALUES('L0002-1',4,12,'2026-10-26',198537,27416,0);
INSERT INTO "instalment" VALUES('L0002-1',4,13,'2026-11-26',200522,25431,0);
INSERT INTO "instalment" VALUES('L0002-1',4,14,'2026-12-26',202527,23426,0);
INSERT INTO "instalment" VALUES('L0002-1',4,15,'2027-01-26',204552,21401,0);
INSERT INTO "instalment" VALUES('L0002-1',4,16,'2027-02-26',206598,19355,0);
INSERT INTO "instalment" VALUES('L0002-1',4,17,'2027-03-26',208664,17289,0);
INSERT INTO "instalment" VALUES('L0002-1',4,18,'2027-04-26',210751,15202,0);
INSERT INTO "instalment" VALUES('L0002-1',4,19,'2027-05-26',212858,13095,0);
INSERT INTO "instalment" VALUES('L0002-1',4,20,'2027-06-26',214987,10966,0);
INSERT INTO "instalment" VALUES('L0002-1',4,21,'2027-07-26',217137,8816,0);
INSERT INTO "instalment" VALUES('L0002-1',4,22,'2027-08-26',219308,6645,0);
INSERT INTO "instalment" VALUES('L0002-1',4,23,'2027-09-26',221501,4452,0);
INSERT INTO "instalment" VALUES('L0002-1',4,24,'2027-10-26',223703,2237,0);
INSERT INTO "instalment" VALUES('L0003-1',5,1,'2025-09-21',41667,9000,0);
INSERT INTO "instalment" VALUES('L0003-1',5,2,'2025-10-21',41667,8625,0);
INSERT INTO "instalment" VALUES('L0003-1',5,3,'2025-11-21',41667,8250,0);
INSERT INTO "instalment" VALUES('L0003-1',5,4,'2025-12-21',41667,7875,0);
INSERT INTO "instalment" VALUES('L0003-1',5,5,'2026-01-21',41667,7500,0);
INSERT INTO "instalment" VALUES('L0003-1',5,6,'2026-02-21',41667,7125,0);
INSERT INTO "instalment" VALUES('L0003-1',5,7,'2026-03-21',41667,6750,0);
INSERT INTO "instalment" VALUES('L0003-1',5,8,'2026-04-21',41667,6375,0);
INSERT INTO "instalment" VALUES('L0003-1',5,9,'2026-05-21',41667,6000,0);
INSERT INTO "instalment" VALUES('L0003-1',5,10,'2026-06-21',41667,5625,0);
INSERT INTO "instalment" VALUES('L0003-1',5,11,'2026-07-21',41667,5250,0);
INSERT INTO "instalment" VALUES('L0003-1',5,12,'2026-08-21',41667,4875,0);
INSERT INTO "instalment" VALUES('L0003-1',5,13,'2026-09-21',41667,4500,0);
INSERT INTO "instalment" VALUES('L0003-1',5,14,'2026-10-21',41667,4125,0);
INSERT INTO "instalment" VALUES('L0003-1',5,15,'2026-11-21',41667,3750,0);
INSERT INTO "instalment" VALUES('L0003-1',5,16,'2026-12-21',41667,3375,0);
INSERT INTO "instalment" VALUES('L0003-1',5,17,'2027-01-21',41667,3000,0);
INSERT INTO "instalment" VALUES('L0003-1',5,18,'2027-02-21',41667,2625,0);
INSERT INTO "instalment" VALUES('L0003-1',5,19,'2027-03-21',41667,2250,0);
INSERT INTO "instalment" VALUES('L0003-1',5,20,'2027-04-21',41667,1875,0);
INSERT INTO "instalment" VALUES('L0003-1',5,21,'2027-05-21',41667,1500,0);
INSERT INTO "instalment" VALUES('L0003-1',5,22,'2027-06-21',41667,1125,0);
INSERT INTO "instalment" VALUES('L0003-1',5,23,'2027-07-21',41667,750,0);
INSERT INTO "instalment" VALUES('L0003-1',5,24,'2027-08-21',41659,375,0);
INSERT INTO "instalment" VALUES('L0004-1',6,1,'2026-06-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,2,'2026-07-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,3,'2026-08-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,4,'2026-09-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,5,'2026-10-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,6,'2026-11-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,7,'2026-12-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,8,'2027-01-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,9,'2027-02-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,10,'2027-03-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,11,'2027-04-21',0,33333,0);
INSERT INTO "instalment" VALUES('L0004-1',6,12,'2027-05-21',5000000,33333,0);
INSERT INTO "instalment" VALUES('L0005-1',7,1,'2025-11-17',166667,25667,0);
INSERT INTO "instalment" VALUES('L0005-1',7,2,'2025-12-17',166667,23528,0);
INSERT INTO "instalment" VALUES('L0005-1',7,3,'2026-01-17',166667,21389,0);
INSERT INTO "instalment" VALUES('L0005-1',7,4,'2026-02-17',166667,19250,0);
INSERT INTO "instalment" VALUES('L0005-1',7,5,'2026-03-17',166667,17111,0);
INSERT INTO "instalment" VALUES('L0005-1',7,6,'2026-04-17',166667,14972,0);
INSERT INTO "instalment" VALUES('L0005-1',7,7,'2026-05-17',166667,12833,0);
INSERT INTO "instalment" VALUES('L0005-1',7,8,'2026-06-17',166667,10694,0);
INSERT INTO "instalment" VALUES('L0005-1',7,9,'2026-07-17',166667,8556,0);
INSERT INTO "instalment" VALUES('L0005-1',7,10,'2026-08-17',166667,6417,0);
INSERT INTO "instalment" VALUES('L0005-1',7,11,'2026-09-17',166667,4278,0);
INSERT INTO "instalment" VALUES('L0005-1',7,12,'2026-10-17',166663,2139,0);
INSERT INTO "instalment" VALUES('L0006-1',8,1,'2025-12-14',41667,10000,0);
INSERT INTO "instalment" VALUES('L0006-1',8,2,'2026-01-14',41667,9583,0);
INSERT INTO "instalment" VALUES('L0006-1',8,3,'2026-02-14',41667,9167,0);
INSERT INTO "instalment" VALUES('L0006-1',8,4,'2026-03-14',41667,8750,0);
INSERT INTO "instalment" VALUES('L0006-1',8,5,'2026-04-14',41667,8333,0);
INSERT INTO "instalment" VALUES('L0006-1',8,6,'2026-05-14',41667,7917,0);
INSERT INTO "instalment" VALUES('L0006-1',8,7,'2026-06-14',41667,7500,0);
INSERT INTO "instalment" VALUES('L0006-1',8,8,'2026-07-14',41667,7083,0);
INSERT INTO "instalment" VALUES('L0006-1',8,9,'2026-08-14',41667,6667,0);
INSERT INTO "instalment" VALUES('L0006-1',8,10,'2026-09-14',41667,6250,0);
INSERT INTO "instalment" VALUES('L0006-1',8,11,'2026-10-14',41667,5833,0);
INSERT INTO "instalment" VALUES('L0006-1',8,12,'2026-11-14',41667,5417,0);
INSERT INTO "instalment" VALUES('L0006-1',8,13,'2026-12-14',41667,5000,0);
INSERT INTO "instalment" VALUES('L0006-1',8,14,'2027-01-14',41667,4583,0);
INSERT INTO "instalment" VALUES('L0006-1',8,15,'2027-02-14',41667,4167,0);
INSERT INTO "instalment" VALUES('L0006-1',8,16,'2027-03-14',41667,3750,0);
INSERT INTO "instalment" VALUES('L0006-1',8,17,'2027-04-14',41667,3333,0);
INSERT INTO "instalment" VALUES('L0006-1',8,18,'2027-05-14',41667,2917,0);
INSERT INTO "instalment" VALUES('L0006-1',8,19,'2027-06-14',41667,2500,0);
INSERT INTO "instalment" VALUES('L0006-1',8,20,'2027-07-14',41667,2083,0);
INSERT INTO "instalment" VALUES('L0006-1',8,21,'2027-08-14',41667,1667,0);
INSERT INTO "instalment" VALUES('L0006-1',8,22,'2027-09-14',41667,1250,0);
INSERT INTO "instalment" VALUES('L0006-1',8,23,'2027-10-14',41667,833,0);
INSERT INTO "instalment" VALUES('L0006-1',8,24,'2027-11-14',41659,417,0);
INSERT INTO "instalment" VALUES('L0007-1',9,1,'2025-07-22',244714,48000,0);
INSERT INTO "instalment" VALUES('L0007-1',9,2,'2025-08-22',247161,45553,0);
INSERT INTO "instalment" VALUES('L0007-1',9,3,'2025-09-22',249633,43081,0);
INSERT INTO "instalment" VALUES('L0007-1',9,4,'2025-10-22',252129,40585,0);
INSERT INTO "instalment" VALUES('L0007-1',9,5,'2025-11-22',254650,38064,0);
INSERT INTO "instalment" VALUES('L0007-1',9,6,'2025-12-22',257197,35517,0);
INSERT INTO "instalment" VALUES('L0007-1',9,7,'2026-01-22',259769,32945,0);
INSERT INTO "instalment" VALUES('L0007-1',9,8,'2026-02-22',262367,30347,0);
INSERT INTO "instalment" VALUES('L0007-1',9,9,'2026-03-22',264990,27724,0);
INSERT INTO "instalment" VALUES('L0007-1',9,10,'2026-04-22',267640,25074,0);
INSERT INTO "instalment" VALUES('L0007-1',9,11,'2026-05-22',270316,22398,0);
INSERT INTO "instalment" VALUES('L0007-1',9,12,'2026-06-22',273020,19694,0);
INSERT INTO "instalment" VALUES('L0007-1',9,13,'2026-07-22',275750,16964,0);
INSERT INTO "instalment" VALUES('L0007-1',9,14,'2026-08-22',278507,14207,0);
INSERT INTO "instalment" VALUES('L0007-1',9,15,'2026-09-22',281292,11422,0);
INSERT INTO "instalment" VALUES('L0007-1',9,16,'2026-10-22',284105,8609,0);
INSERT INTO "instalment" VALUES('L0007-1',9,17,'2026-11-22',286946,5768,0);
INSERT INTO "instalment" VALUES('L0007-1',9,18,'2026-12-22',289814,2898,0);
INSERT INTO "instalment" VALUES('L0008-1',10,1,'2025-10-11',118933,13500,0);
INSERT INTO "instalment" VALUES('L0008-1',10,2,'2025-11-11',120003,12430,0);
INSERT INTO "instalment" VALUES('L0008-1',10,3,'2025-12-11',121083,11350,0);
INSERT INTO "instalment" VALUES('L0008-1',10,4,'2026-01-11',122173,10260,0);
INSERT INTO "instalment" VALUES('L0008-1',10,5,'2026-02-11',123273,9160,0);
INSERT INTO "instalment" VALUES('L0008-1',10,6,'2026-03-11',124382,8051,0);
INSERT INTO "instalment" VALUES('L0008-1',10,7,'2026-04-11',125502,6931,0);
INSERT INTO "instalment" VALUES('L0008-1',10,8,'2026-05-11',126631,5802,0);
INSERT INTO "instalment" VALUES('L0008-1',10,9,'2026-06-11',127771,4662,0);
INSERT INTO "instalment" VALUES('L0008-1',10,10,'2026-07-11',128921,3512,0);
INSERT INTO "instalment" VALUES('L0008-1',10,11,'2026-08-11',130081,2352,0);
INSERT INTO "instalment" VALUES('L0008-1',10,12,'2026-09-11',131247,1181,0);
INSERT INTO "instalment" VALUES('L0008-2',11,1,'2026-02-18',149220,38500,0);
INSERT INTO "instalment" VALUES('L0008-2',11,2,'2026-03-18',151135,36585,0);
INSERT INTO "instalment" VALUES('L0008-2',11,3,'2026-04-18',153075,34645,0);
INSERT INTO "instalment" VALUES('L0008-2',11,4,'2026-05-18',155039,32681,0);
INSERT INTO "instalment" VALUES('L0008-2',11,5,'2026-06-18',157029,30691,0);
INSERT INTO "instalment" VALUES('L0008-2',11,6,'2026-07-18',159044,28676,0);
INSERT INTO "instalment" VALUES('L0008-2',11,7,'2026-08-18',161085,26635,0);
INSERT INTO "instalment" VALUES('L0008-2',11,8,'2026-09-18',163152,24568,0);
INSERT INTO "instalment" VALUES('L0008-2',11,9,'2026-10-18',165246,22474,0);
INSERT INTO "instalment" VALUES('L0008-2',11,10,'2026-11-18',167367,20353,0);
INSERT INTO "instalment" VALUES('L0008-2',11,11,'2026-12-18',169515,18205,0);
INSERT INTO "instalment" VALUES('L0008-2',11,12,'2027-01-18',171690,16030,0);
INSERT INTO "instalment" VALUES('L0008-2',11,13,'2027-02-18',173893,13827,0);
INSERT INTO "instalment" VALUES('L0008-2',11,14,'2027-03-18',176125,11595,0);
INSERT INTO "instalment" VALUES('L0008-2',11,15,'2027-04-18',178385,9335,0);
INSERT INTO "instalment" VALUES('L0008-2',11,16,'2027-05-18',180674,7046,0);
INSERT INTO "instalment" VALUES('L0008-2',11,17,'2027-06-18',182993,4727,0);
INSERT INTO "instalment" VALUES('L0008-2',11,18,'2027-07-18',185333,2378,0);
INSERT INTO "instalment" VALUES('L0009-1',12,1,'2026-04-20',37073,10000,0);
INSERT INTO "instalment" VALUES('L0009-1',12,2,'2026-05-20',37444,9629,0);
INSERT INTO "instalment" VALUES('L0009-1',12,3,'2026-06-20',37818,9255,0);
INSERT INTO "instalment" VALUES('L0009-1',12,4,'2026-07-20',38196,8877,0);
INSERT INTO "instalment" VALUES('L0009-1',12,5,'2026-08-20',38578,8495,0);
INSERT INTO "instalment" VALUES('L0009-1',12,6,'2026-09-20',38964,8109,0);
INSERT INTO "instalment" VALUES('L0009-1',12,7,'2026-10-20',39354,7719,0);
INSERT INTO "instalment" VALUES('L0009-1',12,8,'2026-11-20',39747,7326,0);
INSERT INTO "instalment" VALUES('L0009-1',12,9,'2026-12-20',40145,6928,0);
INSERT INTO "instalment" VALUES('L0009-1',12,10,'2027-01-20',40546,6527,0);
INSERT INTO "instalment" VALUES('L0009-1',12,11,'2027-02-20',40952,6121,0);
INSERT INTO "instalment" VALUES('L0009-1',12,12,'2027-03-20',41361,5712,0);
INSERT INTO "instalment" VALUES('L0009-1',12,13,'2027-04-20',41775,5298,0);
INSERT INTO "instalment" VALUES('L0009-1',12,14,'2027-05-20',42193,4880,0);
INSERT INTO "instalment" VALUES('L0009-1',12,15,'2027-06-20',42614,4459,0);
INSERT INTO "instalment" VALUES('L0009-1',12,16,'2027-07-20',43041,4032,0);
INSERT INTO "instalment" VALUES('L0009-1',12,17,'2027-08-20',43471,3602,0);
INSERT INTO "instalment" VALUES('L0009-1',12,18,'2027-09-20',43906,3167,0);
INSERT INTO "instalment" VALUES('L0009-1',12,19,'2027-10-20',44345,2728,0);
INSERT INTO "instalment" VALUES('L0009-1',12,20,'2027-11-20',44788,2285,0);
INSERT INTO "instalment" VALUES('L0009-1',12,21,'2027-12-20',45236,1837,0);
INSERT INTO "instalment" VALUES('L0009-1',12,22,'2028-01-20',45688,1385,0);
INSERT INTO "instalment" VALUES('L0009-1',12,23,'2028-02-20',46145,928,0);
INSERT INTO "instalment" VALUES('L0009-1',12,24,'2028-03-20',46620,466,0);
INSERT INTO "instalment" VALUES('L0010-1',13,1,'2026-05-24',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,2,'2026-05-31',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,3,'2026-06-07',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,4,'2026-06-14',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,5,'2026-06-21',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,6,'2026-06-28',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,7,'2026-07-05',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,8,'2026-07-12',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,9,'2026-07-19',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,10,'2026-07-26',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,11,'2026-08-02',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,12,'2026-08-09',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,13,'2026-08-16',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,14,'2026-08-23',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,15,'2026-08-30',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,16,'2026-09-06',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,17,'2026-09-13',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,18,'2026-09-20',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,19,'2026-09-27',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,20,'2026-10-04',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,21,'2026-10-11',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,22,'2026-10-18',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,23,'2026-10-25',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,24,'2026-11-01',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,25,'2026-11-08',3846,462,0);
INSERT INTO "instalment" VALUES('L0010-1',13,26,'2026-11-15',3850,450,0);
INSERT INTO "instalment" VALUES('L0011-1',14,1,'2025-12-27',125000,38500,0);
INSERT INTO "instalment" VALUES('L0011-1',14,2,'2026-01-27',125000,36896,0);
INSERT INTO "instalment" VALUES('L0011-1',14,3,'2026-02-27',125000,35292,0);
INSERT INTO "instalment" VALUES('L0011-1',14,4,'2026-03-27',125000,33688,0);
INSERT INTO "instalment" VALUES('L0011-1',14,5,'2026-04-27',125000,32083,0);
INSERT INTO "instalment" VALUES('L0011-1',14,6,'2026-05-27',125000,30479,0);
INSERT INTO "instalment" VALUES('L0011-1',14,7,'2026-06-27',125000,28875,0);
INSERT INTO "instalment" VALUES('L0011-1',14,8,'2026-07-27',125000,27271,0);
INSERT INTO "instalment" VALUES('L0011-1',14,9,'2026-08-27',125000,25667,0);
INSERT INTO "instalment" VALUES('L0011-1',14,10,'2026-09-27',125000,24063,0);
INSERT INTO "instalment" VALUES('L0011-1',14,11,'2026-10-27',125000,22458,0);
INSERT INTO "instalment" VALUES('L0011-1',14,12,'2026-11-27',125000,20854,0);
INSERT INTO "instalment" VALUES('L0011-1',14,13,'2026-12-27',125000,19250,0);
INSERT INTO "instalment" VALUES('L0011-1',14,14,'2027-01-27',125000,17646,0);
INSERT INTO "instalment" VALUES('L0011-1',14,15,'2027-02-27',125000,16042,0);
INSERT INTO "instalment" VALUES('L0011-1',14,16,'2027-03-27',125000,14438,0);
INSERT INTO "instalment" VALUES('L0011-1',14,17,'2027-04-27',125000,12833,0);
INSERT INTO "instalment" VALUES('L0011-1',14,18,'2027-05-27',125000,11229,0);
INSERT INTO "instalment" VALUES('L0011-1',14,19,'2027-06-27',125000,9625,0);
INSERT INTO "instalment" VALUES('L0011-1',14,20,'2027-07-27',125000,8021,0);
INSERT INTO "instalment" VALUES('L0011-1',14,21,'2027-08-27',125000,6417,0);
INSERT INTO "instalment" VALUES('L0011-1',14,22,'2027-09-27',125000,4813,0);
INSERT INTO "instalment" VALUES('L0011-1',14,23,'2027-10-27',125000,3208,0);
INSERT INTO "instalment" VALUES('L0011-1',14,24,'2027-11-27',125000,1604,0);
INSERT INTO "instalment" VALUES('L0012-1',15,1,'2026-01-19',74147,20000,0);
INSERT INTO "instalment" VALUES('L0012-1',15,2,'2026-02-19',74888,19259,0);
INSERT INTO "instalment" VALUES('L0012-1',15,3,'2026-03-19',75637,18510,0);
INSERT INTO "instalment" VALUES('L0012-1',15,4,'2026-04-19',76394,17753,0);
INSERT INTO "instalment" VALUES('L0012-1',15,5,'2026-05-19',77158,16989,0);
INSERT INTO "instalment" VALUES('L0012-1',15,6,'2026-06-19',77929,16218,0);
INSERT INTO "instalment" VALUES('L0012-1',15,7,'2026-07-19',78709,15438,0);
INSERT INTO "instalment" VALUES('L0012-1',15,8,'2026-08-19',79496,14651,0);
INSERT INTO "instalment" VALUES('L0012-1',15,9,'2026-09-19',80291,13856,0);
INSERT INTO "instalment" VALUES('L0012-1',15,10,'2026-10-19',81093,13054,0);
INSERT INTO "instalment" VALUES('L0012-1',15,11,'2026-11-19',81904,12243,0);
INSERT INTO "instalment" VALUES('L0012-1',15,12,'2026-12-19',82723,11424,0);
INSERT INTO "instalment" VALUES('L0012-1',15,13,'2027-01-19',83551,10596,0);
INSERT INTO "instalment" VALUES('L0012-1',15,14,'2027-02-19',84386,9761,0);
INSERT INTO "instalment" VALUES('L0012-1',15,15,'2027-03-19',85230,8917,0);
INSERT INTO "instalment" VALUES('L0012-1',15,16,'2027-04-19',86082,8065,0);
INSERT INTO "instalment" VALUES('L0012-1',15,17,'2027-05-19',86943,7204,0);
INSERT INTO "instalment" VALUES('L0012-1',15,18,'2027-06-19',87813,6334,0);
INSERT INTO "instalment" VALUES('L0012-1',15,19,'2027-07-19',88691,5456,0);
INSERT INTO "instalment" VALUES('L0012-1',15,20,'2027-08-19',89578,4569,0);
INSERT INTO "instalment" VALUES('L0012-1',15,21,'2027-09-19',90473,3674,0);
INSERT INTO "instalment" VALUES('L0012-1',15,22,'2027-10-19',91378,2769,0);
INSERT INTO "instalment" VALUES('L0012-1',15,23,'2027-11-19',92292,1855,0);
INSERT INTO "instalment" VALUES('L0012-1',15,24,'2027-12-19',93214,932,0);
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
INSERT INTO "journal" VALUES(1,'2026-06-01T07:30:00+08:00','demo','init','new ledger, currency CNY','{"currency": "CNY", "demo_day": "2026-06-30", "derived_by": "abd32a399dab9f42", "policy": "standard", "role": "creditor", "time_zone": "Asia/Shanghai"}',NULL,'','9784fbe8d4133d171b86b8ecb51160a97610ff15efb312bc888cf44d91a7ca1d');
INSERT INTO "journal" VALUES(2,'2026-06-01T07:30:00+08:00','demo','import','customers-2026-05-31.csv: 12 new, 0 changed customers; loans-2026-05-31.csv: 15 new, 0 changed loans; payments-2026-05-31.csv: 80 new, 0 changed transactions; invoices-2026-05-31.csv: 4 new, 0 changed invoices','{"files": [{"changed": 0, "file": "customers-2026-05-31.csv", "kind": "customers", "new": 12, "options": "{}", "rejected": 0, "sha256": "c188231ab867fa8d18d3444d2d3572d56ff67ada8ca41900b708c0289d29378c", "unchanged": 0}, {"changed": 0, "file": "loans-2026-05-31.csv", "kind": "loans", "new": 15, "options": "{}", "rejected": 0, "sha256": "47022bc91e6eae2c7d28ce4f7c776dccbcc4760f39c0b980c70c2c9c17702051", "unchanged": 0}, {"changed": 0, "file": "payments-2026-05-31.csv", "kind": "transactions", "new": 80, "options": "{}", "rejected": 0, "sha256": "54aac95aed80ab9af38e1bc55fa0ae7253a3f77b8aa69102a1a424ec25c27f82", "unchanged": 0}, {"changed": 0, "file": "invoices-2026-05-31.csv", "kind": "invoices", "new": 4, "options": "{}", "rejected": 0, "sha256": "68b010a6448140494b9cb1dd4811bb20e8398d9749dc158a92f2fef2557521ad", "unchanged": 0}]}',NULL,'9784fbe8d4133d171b86b8ecb51160a97610ff15efb312bc888cf44d91a7ca1d','d677043bd4b14dfb7954fa1d6d43a6895b9b8b08615456b6a027e9c2b543c582');
INSERT INTO "journal" VALUES(3,'2026-06-03T21:10:00+08:00','haddad','log-call','Logged call of 000007: NA','{"contact_id": 1, "customer_id": "000007", "note": ""}',NULL,'d677043bd4b14dfb7954fa1d6d43a6895b9b8b08615456b6a027e9c2b543c582','5b33c9bf1dd627581971aaaf0dabb57613e004c60dc09488aec6e72e18644c3c');
INSERT INTO "journal" VALUES(4,'2026-06-04T16:26:00+08:00','novak','log-call','Logged call of C-0006: NA','{"contact_id": 2, "customer_id": "C-0006", "note": ""}',NULL,'5b33c9bf1dd627581971aaaf0dabb57613e004c60dc09488aec6e72e18644c3c','e9e6faf6ca0522f9a1fef838f03823edfaae6ccad5edbbd66f3b4a3d8e3a46c5');
INSERT INTO "journal" VALUES(5,'2026-06-08T07:30:00+08:00','demo','import','payments-2026-06-07.csv: 1 new, 0 changed transactions','{"files": [{"changed": 0, "file": "payments-2026-06-07.csv", "kind": "transactions", "new": 1, "options": "{}", "rejected": 0, "sha256": "f9fbfd3f8d06fdcceb9dd28a15d6d5c6dedd4bb7a17fedf98c6666d2bb17968d", "unchanged": 0}]}',NULL,'e9e6faf6ca0522f9a1fef838f03823edfaae6ccad5edbbd66f3b4a3d8e3a46c5','68e599daae3fe335f8591491eaf52bc630a549c0cd04c560dba7bc4d01b074e7');
INSERT INTO "journal" VALUES(6,'2026-06-09T12:32:00+08:00','haddad','log-call','Logged call of C-0012: DISC','{"contact_id": 3, "customer_id": "C-0012", "note": ""}',NULL,'68e599daae3fe335f8591491eaf52bc630a549c0cd04c560dba7bc4d01b074e7','ae2bb24c656300a351ec0c747bfdcefce58b65f02312930fcf7d37381bdc92cc');
INSERT INTO "journal" VALUES(7,'2026-06-10T19:12:00+08:00','haddad','log-call','Logged call of 000007: RTP','{"contact_id": 4, "customer_id": "000007", "note": "hung up"}',NULL,'ae2bb24c656300a351ec0c747bfdcefce58b65f02312930fcf7d37381bdc92cc','683037fcb6f64036c7c8c95f1c7d50ce35e90e4fc167660f92a94b0b5852c211');
INSERT INTO "journal" VALUES(8,'2026-06-11T19:13:00+08:00','haddad','log-letter','Logged letter of 000007: SENT (contact 5), delivered','{"contact_id": 5, "customer_id": "000007", "note": "formal demand by registered letter"}',NULL,'683037fcb6f64036c7c8c95f1c7d50ce35e90e4fc167660f92a94b0b5852c211','0da6d8c0b7a9441ebb479ae1af90e7d7bfb034dfca33cc1b4df6830bd6ab22a2');
INSERT INTO "journal" VALUES(9,'2026-06-12T13:02:00+08:00','novak','log-call','Logged call of C-0006: PTP, promised CNY 495.84 by 2026-06-18','{"contact_id": 6, "customer_id": "C-0006", "note": "after the harvest money"}',NULL,'0da6d8c0b7a9441ebb479ae1af90e7d7bfb034dfca33cc1b4df6830bd6ab22a2','5f62189cb74278a741231e9283cbf385766e65eff89e15e960e11d593fd0eeee');
INSERT INTO "journal" VALUES(10,'2026-06-13T09:30:00+08:00','haddad','log-sms','Logged sms of C-0012: SENT (contact 7), sent','{"contact_id": 7, "customer_id": "C-0012", "note": ""}',NULL,'5f62189cb74278a741231e9283cbf385766e65eff89e15e960e11d593fd0eeee','1b195f0bc4d3206b2aa6d8ea7c47a6f335e813ff6c2844dd57aeb0f2d8bb3683');
INSERT INTO "journal" VALUES(11,'2026-06-15T07:30:00+08:00','demo','import','payments-2026-06-14.csv: 1 new, 0 changed transactions','{"files": [{"changed": 0, "file": "payments-2026-06-14.csv", "kind": "transactions", "new": 1, "options": "{}", "rejected": 0, "sha256": "5d606dd77cbe723b9b46b261f7b615c9c2d36b007ea41d0fdf625f59044e7262", "unchanged": 0}]}',NULL,'1b195f0bc4d3206b2aa6d8ea7c47a6f335e813ff6c2844dd57aeb0f2d8bb3683','100bd5fdb6e37a959cf0a246cd4c60c5a1c2327f95b56b93dd8391a5949683f7');
INSERT INTO "journal" VALUES(12,'2026-06-16T10:24:00+08:00','haddad','log-email','Logged email of C-0012: SENT (contact 8), sent','{"contact_id": 8, "customer_id": "C-0012", "note": "asked for a new number"}',NULL,'100bd5fdb6e37a959cf0a246cd4c60c5a1c2327f95b56b93dd8391a5949683f7','603d4202c39826442e59b78af68cef3d34f60341c591b4392cc9de0f9b6e0fd1');
INSERT INTO "journal" VALUES(13,'2026-06-17T16:33:00+08:00','haddad','log-visit','Logged visit of 000007: NA','{"contact_id": 9, "customer_id": "000007", "note": ""}',NULL,'603d4202c39826442e59b78af68cef3d34f60341c591b4392cc9de0f9b6e0fd1','4c2b3ce7be983b37ce42d69fc1909c21146cfef1fc2e658d84fe2282f66ae95c');
INSERT INTO "journal" VALUES(14,'2026-06-18T08:30:00+08:00','haddad','assign','Assigned C-0006 to haddad from 2026-06-18 (was novak)','{}',NULL,'4c2b3ce7be983b37ce42d69fc1909c21146cfef1fc2e658d84fe2282f66ae95c','0536e1970bcd2997a642cfeca4a68865b27794738e64695ce3fdf085c6410f04');
INSERT INTO "journal" VALUES(15,'2026-06-18T08:30:00+08:00','chen','assign','Assigned C-0012 to chen from 2026-06-18 (was haddad)','{}',NULL,'0536e1970bcd2997a642cfeca4a68865b27794738e64695ce3fdf085c6410f04','ee93a04b74b4db6fec0eeaec4cd346c57d769eb88045082a6c136c9664b9dd3d');
INSERT INTO "journal" VALUES(16,'2026-06-19T10:16:00+08:00','chen','log-sms','Logged sms of C-0012: SENT (contact 10), sent','{"contact_id": 10, "customer_id": "C-0012", "note": ""}',NULL,'ee93a04b74b4db6fec0eeaec4cd346c57d769eb88045082a6c136c9664b9dd3d','b8d1f0a3708b71040fdaa57eadfcfed23d0018d8a5bb79a61520db8f0a067cfb');
INSERT INTO "journal" VALUES(17,'2026-06-20T17:37:00+08:00','haddad','log-call','Logged call of C-0006: LM','{"contact_id": 11, "customer_id": "C-0006", "note": ""}',NULL,'b8d1f0a3708b71040fdaa57eadfcfed23d0018d8a5bb79a61520db8f0a067cfb','1d894e3423947b1f90928960c9836ca3c34e0a24b241bc5a3474876d78528970');
INSERT INTO "journal" VALUES(18,'2026-06-20T18:00:00+08:00','haddad','log-call','Logged call of C-0008: NA','{"contact_id": 12, "customer_id": "C-0008", "note": ""}',NULL,'1d894e3423947b1f90928960c9836ca3c34e0a24b241bc5a3474876d78528970','b7c8bf0e0180ba2720cd2ced93bcb2f23bdbc0c951f64a1398e39923b5030494');
INSERT INTO "journal" VALUES(19,'2026-06-22T07:30:00+08:00','demo','import','invoices-2026-06-21.csv: 1 new, 0 changed invoices; payments-2026-06-21.csv: 4 new, 0 changed transactions','{"files": [{"changed": 0, "file": "invoices-2026-06-21.csv", "kind": "invoices", "new": 1, "options": "{}", "rejected": 0, "sha256": "73b461223bd51dc8ee15887ae665b83a06cace59e06d071f92b796aa83d223a0", "unchanged": 0}, {"changed": 0, "file": "payments-2026-06-21.csv", "kind": "transactions", "new": 4, "options": "{}", "rejected": 0, "sha256": "2671a091277da5aab67f9c469e6514326f5b4221edf0a9aa1ed3f55777e3245f", "unchanged": 0}]}',NULL,'b7c8bf0e0180ba2720cd2ced93bcb2f23bdbc0c951f64a1398e39923b5030494','2062b4b3024f45aa5a9b5ee89c73510d7f8a90cc5405e26775a3f73d0dada956');
INSERT INTO "journal" VALUES(20,'2026-06-22T10:14:00+08:00','haddad','log-call','Logged call of C-0009: NA','{"contact_id": 13, "customer_id": "C-0009", "note": ""}',NULL,'2062b4b3024f45aa5a9b5ee89c73510d7f8a90cc5405e26775a3f73d0dada956','7aa97312da843b815a4d8663031f813c7997f248156bafc4f11dfc3e89958db0');
INSERT INTO "journal" VALUES(21,'2026-06-23T16:39:00+08:00','haddad','log-call','Logged call of C-0009: PTP, promised CNY 470.73 by 2026-06-26','{"contact_id": 14, "customer_id": "C-0009", "note": "after pay day"}',NULL,'7aa97312da843b815a4d8663031f813c7997f248156bafc4f11dfc3e89958db0','f98a0300f29b153e1620b492a42f38c58f39bebf87ea6cb6d5739055fd56c343');
INSERT INTO "journal" VALUES(22,'2026-06-24T13:14:00+08:00','chen','log-visit','Logged visit of C-0012: NA','{"contact_id": 15, "customer_id": "C-0012", "note": ""}',NULL,'f98a0300f29b153e1620b492a42f38c58f39bebf87ea6cb6d5739055fd56c343','1996606e640cfa712d9229a7c9e1023ba0d9a7ba21cf836ba4c578a2facfa96a');
INSERT INTO "journal" VALUES(23,'2026-06-24T21:17:00+08:00','novak','log-sms','Logged sms of C-0004: SENT (contact 16), sent','{"contact_id": 16, "customer_id": "C-0004", "note": "statement of account"}',NULL,'1996606e640cfa712d9229a7c9e1023ba0d9a7ba21cf836ba4c578a2facfa96a','153e1729c5e396c813dd2980547e0f4a20fc033d2764872ebec813847bbd93f4');
INSERT INTO "journal" VALUES(24,'2026-06-25T18:40:00+08:00','haddad','log-visit','Logged visit of C-0006: MET','{"contact_id": 17, "customer_id": "C-0006", "note": "sold the van; offers to pay half"}',NULL,'153e1729c5e396c813dd2980547e0f4a20fc033d2764872ebec813847bbd93f4','70cdd7c567e48b55fdcf5b70957261b62e4b71be279d1a3ff0bf1d9ce77c1a68');
INSERT INTO "journal" VALUES(25,'2026-06-26T15:48:00+08:00','lin','log-call','Logged call of C-0005: LM','{"contact_id": 18, "customer_id": "C-0005", "note": ""}',NULL,'70cdd7c567e48b55fdcf5b70957261b62e4b71be279d1a3ff0bf1d9ce77c1a68','61ed6341f79a0a580e3849a8430dced84a4ad15a352a78ef30fcaf5401ed0c01');
INSERT INTO "journal" VALUES(26,'2026-06-27T12:24:00+08:00','chen','log-call','Logged call of C-0002: NA','{"contact_id": 19, "customer_id": "C-0002", "note": ""}',NULL,'61ed6341f79a0a580e3849a8430dced84a4ad15a352a78ef30fcaf5401ed0c01','e4f6d90f0f779f64bad8223f2401759a3ac9d9e24c970f1f771cb749108d0a2b');
INSERT INTO "journal" VALUES(27,'2026-06-27T13:36:00+08:00','chen','log-call','Logged call of C-0001: LM','{"contact_id": 20, "customer_id": "C-0001", "note": "asked to ring back"}',NULL,'e4f6d90f0f779f64bad8223f2401759a3ac9d9e24c970f1f771cb749108d0a2b','3d2df6c9c029ad7c466759c916f74b0235204351af3d12a4b0e6b9419c472bc5');
INSERT INTO "journal" VALUES(28,'2026-06-27T16:54:00+08:00','haddad','log-call','Logged call of C-0008: PTP, promised CNY 1324.33 by 2026-07-02','{"contact_id": 21, "customer_id": "C-0008", "note": "wages on the third"}',NULL,'3d2df6c9c029ad7c466759c916f74b0235204351af3d12a4b0e6b9419c472bc5','643c69d3b8ccf638043c52828edb47b72f419380a99ea8c3931f3bd4924ec7dd');
INSERT INTO "journal" VALUES(29,'2026-06-27T20:24:00+08:00','novak','log-call','Logged call of C-0004: RPC','{"contact_id": 22, "customer_id": "C-0004", "note": ""}',NULL,'643c69d3b8ccf638043c52828edb47b72f419380a99ea8c3931f3bd4924ec7dd','27324c54ee0c321cc230aabf1dee6bfb5426e30c1e286b9a2acde43fd100fdd6');
INSERT INTO "journal" VALUES(30,'2026-06-27T21:30:00+08:00','novak','log-call','Logged call of 000003: NA','{"contact_id": 23, "customer_id": "000003", "note": ""}',NULL,'27324c54ee0c321cc230aabf1dee6bfb5426e30c1e286b9a2acde43fd100fdd6','30e7b2e5564ac9037e0706bc2114a3ea3a0f9eb10251ee412158cc46d3954f80');
INSERT INTO "journal" VALUES(31,'2026-06-29T07:30:00+08:00','demo','import','payments-2026-06-28.csv: 4 new, 0 changed transactions; invoices-2026-06-28.csv: 1 new, 0 changed invoices','{"files": [{"changed": 0, "file": "payments-2026-06-28.csv", "kind": "transactions", "new": 4, "options": "{}", "rejected": 0, "sha256": "c0549f72e8f044d47673b604be8e2a42e45bb9c48a370792607cabca27a6a62e", "unchanged": 0}, {"changed": 0, "file": "invoices-2026-06-28.csv", "kind": "invoices", "new": 1, "options": "{}", "rejected": 0, "sha256": "ca59ef3704c7320e454c3b72b0d912d459f105399811c641b20bcd4f0e528360", "unchanged": 0}]}',NULL,'30e7b2e5564ac9037e0706bc2114a3ea3a0f9eb10251ee412158cc46d3954f80','49c5ab97864f044c35b089e55e3d99d614cbfde8a9c2d4fe38c2cbc1d9467cb0');
INSERT INTO "journal" VALUES(32,'2026-06-29T16:20:00+08:00','chen','log-call','Logged call of C-0002: CB, call back 2026-06-30 09:00','{"contact_id": 24, "customer_id": "C-0002", "note": "in a meeting"}',NULL,'49c5ab97864f044c35b089e55e3d99d614cbfde8a9c2d4fe38c2cbc1d9467cb0','37ed965020b1d955166c2dfccba067420c81a44d44f842acc0c3f1572e2c7741');
INSERT INTO "journal" VALUES(33,'2026-06-29T16:27:00+08:00','haddad','log-sms','Logged sms of C-0011: SENT (contact 25), sent','{"contact_id": 25, "customer_id": "C-0011", "note": "direct debit came back, please transfer"}',NULL,'37ed965020b1d955166c2dfccba067420c81a44d44f842acc0c3f1572e2c7741','c3a3128cee2a9d56bf70efa2c1f4a42cb4f07fa7456ca6b9ee978d6ba7e247e5');
INSERT INTO "journal" VALUES(34,'2026-06-29T17:40:00+08:00','lin','log-call','Logged call of C-0005: CB, call back 2026-07-01 10:00','{"contact_id": 26, "customer_id": "C-0005", "note": "at work till late"}',NULL,'c3a3128cee2a9d56bf70efa2c1f4a42cb4f07fa7456ca6b9ee978d6ba7e247e5','0acd8d25764bf195e98704b90a6ed5834b111b0e0c2aaf7a5f27561f619b856f');
INSERT INTO "journal" VALUES(35,'2026-06-30T07:30:00+08:00','demo','import','payments-2026-06-29.csv: 1 new, 0 changed transactions','{"files": [{"changed": 0, "file": "payments-2026-06-29.csv", "kind": "transactions", "new": 1, "options": "{}", "rejected": 0, "sha256": "dd3cbe6b5aae32dea8f0986eb7b24ec0af724ee5d43cfa9c414af2a5d8d4fccf", "unchanged": 0}]}',NULL,'0acd8d25764bf195e98704b90a6ed5834b111b0e0c2aaf7a5f27561f619b856f','3e03d6bf0cc29acba02c8983ae9dc991b2656e5cb0d642cf5e21cba72a4c156e');
INSERT INTO "journal" VALUES(36,'2026-06-30T07:43:28+08:00','seed','rates','2 new and 0 changed reference rates','{"file": "rates.csv", "new": 2}',NULL,'3e03d6bf0cc29acba02c8983ae9dc991b2656e5cb0d642cf5e21cba72a4c156e','32ceacfd02e5effa7a18f907f9b3002a507327b0dda75d24c1d8052559ff3754');
INSERT INTO "journal" VALUES(37,'2026-06-30T07:43:28+08:00','seed','import','our-loans.csv: 3 new, 0 changed loans; june.sta: 4 new, 0 changed statement','{"files": [{"changed": 0, "file": "our-loans.csv", "kind": "loans", "new": 3, "options": "{\"currency\": \"EUR\"}", "rejected": 0, "sha256": "a6bdadfdf5f820e0e1bb7f178421c1247f9d74648e2baebb4deb5dab184b295d", "unchanged": 0}, {"changed": 0, "file": "june.sta", "kind": "statement", "new": 4, "options": "{\"currency\": \"EUR\"}", "rejected": 0, "sha256": "2910fedadc74dba5afb8f7e580cd8d8856758033c2d5c9a03d8c63d920e3e896", "unchanged": 0}]}',NULL,'32ceacfd02e5effa7a18f907f9b3002a507327b0dda75d24c1d8052559ff3754','451b98b4046f72fa43fff56b0f9085d1cc376ea6553d2763bb5286dfbc7de461');
INSERT INTO "journal" VALUES(38,'2026-06-30T07:43:29+08:00','seed','import','july.sta: 1 new, 0 changed statement','{"files": [{"changed": 0, "file": "july.sta", "kind": "statement", "new": 1, "options": "{\"currency\": \"EUR\"}", "rejected": 0, "sha256": "e1af5c2518043723e4e74a3b97444b7979375046228de829c820aafb00d2231e", "unchanged": 1}]}',NULL,'451b98b4046f72fa43fff56b0f9085d1cc376ea6553d2763bb5286dfbc7de461','4cb452cf0356d5e95350f81c01620d0bb1d5c7a7c5f8e223edbe402408b0a9d7');
INSERT INTO "journal" VALUES(39,'2026-06-30T07:43:29+08:00','seed','match','Bank line 2: booked EUR 100.00 on L-2041, EUR 100.00 on L-2042, value date 2026-06-12','{"currency": "EUR", "line": 2, "open": 20000}',NULL,'4cb452cf0356d5e95350f81c01620d0bb1d5c7a7c5f8e223edbe402408b0a9d7','73285f7a15315ae5be55c932c9cc43948c0124f0b8ad2914ccc595fe61e61619');
INSERT INTO "journal" VALUES(40,'2026-06-30T07:43:30+08:00','seed','match','Bank line 3: EUR 55.00 put aside as no payment of a customer','{"currency": "EUR", "line": 3, "open": 5500}',NULL,'73285f7a15315ae5be55c932c9cc43948c0124f0b8ad2914ccc595fe61e61619','bee19758f21e8bc6d7a9d4f2753f334a0df0a9278b133561a65a84682fd7d940');
INSERT INTO "journal" VALUES(41,'2026-06-30T07:43:30+08:00','seed','import','overdue-list-2026-06-28.csv: 3 new, 0 changed snapshot','{"files": [{"changed": 0, "file": "overdue-list-2026-06-28.csv", "kind": "snapshot", "new": 3, "options": "{}", "rejected": 0, "sha256": "f03210d7259f10c9828715f4a8b7541ae04fc5c7a628d8ee2e0694d0e2171d4f", "unchanged": 0}]}',NULL,'bee19758f21e8bc6d7a9d4f2753f334a0df0a9278b133561a65a84682fd7d940','ff0bedfb8e6ea97ea701aadb14d9166ed667d28e0cf6156cba6f0c70ef13d8f2');
INSERT INTO "journal" VALUES(42,'2026-06-30T07:43:30+08:00','seed','import','overdue-list-2026-06-29.csv: 3 new, 0 changed snapshot','{"files": [{"changed": 0, "file": "overdue-list-2026-06-29.csv", "kind": "snapshot", "new": 3, "options": "{\"scope\": \"complete\"}", "rejected": 0, "sha256": "37fa4962a58ee64090edee8a1c7bc5671311a4decab110c238869088ac78a4a5", "unchanged": 0}]}',NULL,'ff0bedfb8e6ea97ea701aadb14d9166ed667d28e0cf6156cba6f0c70ef13d8f2','094a55e145daa7c09ee62a52e2754ab3c80e9900f57575527ea76769fbf1ae86');
INSERT INTO "journal" VALUES(43,'2026-06-30T07:43:31+08:00','seed','import','customers.csv: 5 new, 2 changed customers; loans.csv: 7 new, 0 changed loans; instalments.csv: 4 new, 0 changed instalments','{"files": [{"changed": 2, "file": "customers.csv", "kind": "customers", "new": 5, "options": "{}", "rejected": 0, "sha256": "c86bce7a8414e4d7b93c5cd58d63331a31b191505e34b4a5bd6899241afb3237", "unchanged": 0}, {"changed": 0, "file": "loans.csv", "kind": "loans", "new": 7, "options": "{}", "rejected": 0, "sha256": "c5e61ca531e88760c53336d6d54ba515a1ad1e90ac02c851804c54ff593cfae8", "unchanged": 0}, {"changed": 0, "file": "instalments.csv", "kind": "instalments", "new": 4, "options": "{}", "rejected": 0, "sha256": "6785204e47fff8d8fc907260fc51eb0d347778070f5f14fe29e294ed0aa206bd", "unchanged": 0}]}',NULL,'094a55e145daa7c09ee62a52e2754ab3c80e9900f57575527ea76769fbf1ae86','263b26aaa076afe9372c18a3afa0d22f53e9f3799b23be11f8f9390488ae16ff');
INSERT INTO "journal" VALUES(44,'2026-06-30T07:43:31+08:00','seed','import','transactions.csv: 16 new, 0 changed transactions','{"files": [{"changed": 0, "file": "transactions.csv", "kind": "transactions", "new": 16, "options": "{}", "rejected": 0, "sha256": "c542d2542b92ad2ba12346ee499f4007fac6ba070706a42cbed93153a5127eca", "unchanged": 0}]}',NULL,'263b26aaa076afe9372c18a3afa0d22f53e9f3799b23be11f8f9390488ae16ff','49417aee42a3f2cb1dd40f5e70043f454e7b87aa0af2ba342434c638856416b1');
INSERT INTO "journal" VALUES(45,'2026-06-30T07:43:32+08:00','seed','import','invoices.csv: 7 new, 0 changed invoices','{"files": [{"changed": 0, "file": "invoices.csv", "kind": "invoices", "new": 7, "options": "{}", "rejected": 0, "sha256": "a619828e360d4b316f26b4cd9f845046bcd399e775b272ed4748c4fd4db52b06", "unchanged": 0}]}',NULL,'49417aee42a3f2cb1dd40f5e70043f454e7b87aa0af2ba342434c638856416b1','be5a4920f19757bbd4acba1a7b7adf7141b303d261fdf0c9b29b44cc91815a91');
INSERT INTO "journal" VALUES(46,'2026-06-30T07:43:32+08:00','seed','import','talks.csv: 2 new, 0 changed contacts','{"files": [{"changed": 0, "file": "talks.csv", "kind": "contacts", "new": 2, "options": "{}", "rejected": 0, "sha256": "d623f38b2a2ec46efbf97f7cc004d748849bfa42f27cfbfec868b80ec5683021", "unchanged": 0}]}',NULL,'be5a4920f19757bbd4acba1a7b7adf7141b303d261fdf0c9b29b44cc91815a91','f847f6b4dedbc2b826c3a32d2fc1d56c32a6786fd622f1a702b1d00209a5dd6d');
INSERT INTO "journal" VALUES(47,'2026-06-30T07:43:32+08:00','seed','log-call','Logged call of C-0001: PTP, promised CNY 1808.94 by 2026-07-03','{"contact_id": 29, "customer_id": "C-0001", "note": ""}',NULL,'f847f6b4dedbc2b826c3a32d2fc1d56c32a6786fd622f1a702b1d00209a5dd6d','bb6bc6ae27d9351f314393c2bd9b3f658c163b8cadb1293fcc2467ee39ff85f0');
INSERT INTO "journal" VALUES(48,'2026-06-30T07:43:32+08:00','seed','log-call','Logged call of C-0002: NA','{"contact_id": 30, "customer_id": "C-0002", "note": ""}',NULL,'bb6bc6ae27d9351f314393c2bd9b3f658c163b8cadb1293fcc2467ee39ff85f0','c4eb23c0c1a137a8c9505e05325c5f030e922795e6a7bffce61c32525e771157');
INSERT INTO "journal" VALUES(49,'2026-06-30T07:43:33+08:00','seed','log-letter','Logged letter of C-0005: SENT (contact 31), sent','{"contact_id": 31, "customer_id": "C-0005", "note": ""}',NULL,'c4eb23c0c1a137a8c9505e05325c5f030e922795e6a7bffce61c32525e771157','92888f073723b03e9fb50835708b0ebe193514f0c47a75705b045fbc9fdd96af');
INSERT INTO "journal" VALUES(50,'2026-06-30T07:43:33+08:00','seed','log-sms','Logged sms of C-0006: SENT (contact 32), sent','{"contact_id": 32, "customer_id": "C-0006", "note": ""}',NULL,'92888f073723b03e9fb50835708b0ebe193514f0c47a75705b045fbc9fdd96af','0156c59d60d19229c1505b3bc357e66255280f3547276624ae09c5b6c40b5abf');
INSERT INTO "journal" VALUES(51,'2026-06-30T07:43:33+08:00','seed','log-delivery','Logged letter 31 of C-0005 as delivered','{"contact_id": 31, "customer_id": "C-0005", "note": "signed for"}',NULL,'0156c59d60d19229c1505b3bc357e66255280f3547276624ae09c5b6c40b5abf','17f4f4afcb5dee2c5d94bc0493fca935a6f00921b87bcbbe1ce7cc3528da8045');
INSERT INTO "journal" VALUES(52,'2026-06-30T07:43:34+08:00','seed','log-visit','Logged visit of C-0008: NA','{"contact_id": 33, "customer_id": "C-0008", "note": "moved"}',NULL,'17f4f4afcb5dee2c5d94bc0493fca935a6f00921b87bcbbe1ce7cc3528da8045','e3df60b9eeb74e80e9c2016546eec6e6eb3d0bb458707c3d871cf5849fbb6051');
INSERT INTO "journal" VALUES(53,'2026-06-30T07:43:34+08:00','seed','log-note','Logged note of C-0008: NOTE','{"contact_id": 34, "customer_id": "C-0008", "note": "new address asked from the registry"}',NULL,'e3df60b9eeb74e80e9c2016546eec6e6eb3d0bb458707c3d871cf5849fbb6051','6eb4f72771bed17f53af53f9786d8c4644ab1c4459f66bb9be8c11ae3eb20c82');
INSERT INTO "journal" VALUES(54,'2026-06-30T07:43:34+08:00','seed','promise add','Promised by C-0002: CNY 100.00 by 2026-07-03','{"customer_id": "C-0002", "note": ""}',NULL,'6eb4f72771bed17f53af53f9786d8c4644ab1c4459f66bb9be8c11ae3eb20c82','15fcbd4a1b7f23e9b3c4024467c9f4742bba588d2176e369f8d387767df6eedc');
INSERT INTO "journal" VALUES(55,'2026-06-30T07:43:35+08:00','seed','promise cancel','Cancelled of C-0002: CNY 100.00 by 2026-07-03, on 2026-06-30','{"customer_id": "C-0002", "promises": [5], "reason": "new plan agreed"}',NULL,'15fcbd4a1b7f23e9b3c4024467c9f4742bba588d2176e369f8d387767df6eedc','71415cb911e795f1fa27538ea399541c4ebe5fe2cb61a653095ab3176ca3682b');
INSERT INTO "journal" VALUES(56,'2026-06-30T07:43:35+08:00','seed','hold add','Held C-0011 as hardship from 2026-06-30 until 2026-07-29 (hold 1), stops ladder','{"customer_id": "C-0011", "hold_id": 1, "note": "lost the job"}',NULL,'71415cb911e795f1fa27538ea399541c4ebe5fe2cb61a653095ab3176ca3682b','857f39142e00825d56f05804d78b6c9e0fc8fc3f79f23fbe8b3237160e9409ce');
INSERT INTO "journal" VALUES(57,'2026-06-30T07:43:35+08:00','seed','hold add','Held L0012-1 of C-0012 as dispute from 2026-06-30 until 2026-07-10 (hold 2), stops contact, ladder','{"customer_id": "C-0012", "hold_id": 2, "note": "wants the contract"}',NULL,'857f39142e00825d56f05804d78b6c9e0fc8fc3f79f23fbe8b3237160e9409ce','586e28ffce3a251a45d74eccc61bff84c0c0e6cdd73a7d8b6f1234bdadf02095');
INSERT INTO "journal" VALUES(58,'2026-06-30T07:43:36+08:00','seed','hold add','Held C-0008 as lawyer from 2026-06-30 until it is released (hold 3), stops contact','{"customer_id": "C-0008", "hold_id": 3, "note": "lawyer"}',NULL,'586e28ffce3a251a45d74eccc61bff84c0c0e6cdd73a7d8b6f1234bdadf02095','1a4e521d5c3494da19db15d08678b3b71662963e85321beb74fcb48165299817');
INSERT INTO "journal" VALUES(59,'2026-06-30T07:43:36+08:00','seed','hold release','Released C-0008 from lawyer (hold 3) from 2026-06-30 on','{"customer_id": "C-0008", "hold_id": 3, "note": "sent"}',NULL,'1a4e521d5c3494da19db15d08678b3b71662963e85321beb74fcb48165299817','171adec154e56968a9f818e26a71c4269ad520d016f0068a75717be07c2ede29');
INSERT INTO "journal" VALUES(60,'2026-06-30T07:43:36+08:00','seed','preference add','Noted for C-0005: opt_out, sms (preference 1)','{"customer_id": "C-0005", "preference_id": 1}',NULL,'171adec154e56968a9f818e26a71c4269ad520d016f0068a75717be07c2ede29','1b247c471c58c27df43006edf92178cd95e5235f098b3f68d9e38a5458cb0469');
INSERT INTO "journal" VALUES(61,'2026-06-30T07:43:37+08:00','seed','preference add','Noted for C-0005: inconvenient, mon tue wed thu fri, from 15:00, to 17:00 (preference 2)','{"customer_id": "C-0005", "preference_id": 2}',NULL,'1b247c471c58c27df43006edf92178cd95e5235f098b3f68d9e38a5458cb0469','709ee5d359c319233dab95b5d7c767817ca78734869f2334fb17184024010c31');
INSERT INTO "journal" VALUES(62,'2026-06-30T07:43:37+08:00','seed','preference end','Ended for C-0005: opt_out (preference 1)','{"customer_id": "C-0005", "note": "again", "preference_id": 1}',NULL,'709ee5d359c319233dab95b5d7c767817ca78734869f2334fb17184024010c31','568654cde0115a8cc9121daf183249e0e56b26b91b531f49cc9b07672fee0a4a');
INSERT INTO "journal" VALUES(63,'2026-06-30T07:43:37+08:00','seed','point add','Added phone +86 139 0000 1111 to C-0005 (point 1)','{"contact_point_id": 1, "customer_id": "C-0005"}',NULL,'568654cde0115a8cc9121daf183249e0e56b26b91b531f49cc9b07672fee0a4a','5938dfbcc26948311025bfd9acecb52ccffb3b9d678e1fff11227b59c46e545c');
INSERT INTO "journal" VALUES(64,'2026-06-30T07:43:37+08:00','seed','point add','Added email law@example.org of the lawyer to C-0005 (point 2)','{"contact_point_id": 2, "customer_id": "C-0005"}',NULL,'5938dfbcc26948311025bfd9acecb52ccffb3b9d678e1fff11227b59c46e545c','fcf5af88b6b53af2bbff3f5af8da8d1fc9847dc55cb0d2dc6d8b48ce137bac1a');
INSERT INTO "journal" VALUES(65,'2026-06-30T07:43:38+08:00','seed','point end','Ended phone +86 139 0000 1111 of C-0005 after 2026-06-30 (point 3)','{"contact_point_id": 3, "customer_id": "C-0005"}',NULL,'fcf5af88b6b53af2bbff3f5af8da8d1fc9847dc55cb0d2dc6d8b48ce137bac1a','a0045d8210c667ce653b3b07650ccb5a6613c0873711f2c4c2bddedeee711a5f');
INSERT INTO "journal" VALUES(66,'2026-06-30T07:43:38+08:00','seed','pay','Paid CNY 500.00 on L0002-1, value date 2026-06-29','{"amount": 50000, "currency": "CNY", "loan_id": "L0002-1", "on": "2026-06-29"}',NULL,'a0045d8210c667ce653b3b07650ccb5a6613c0873711f2c4c2bddedeee711a5f','016ac48a2f045c6a14b04f1ba592d7e15e13f2ea1f4941955f20d19302507b6e');
INSERT INTO "journal" VALUES(67,'2026-06-30T07:43:39+08:00','seed','enter','Entered fee due 2026-07-10: CNY 25.00 on L0002-1, value date 2026-06-30','{"amount": 2500, "currency": "CNY", "kind": "fee", "loan_id": "L0002-1", "on": "2026-06-30"}',NULL,'016ac48a2f045c6a14b04f1ba592d7e15e13f2ea1f4941955f20d19302507b6e','280c1997b21435835f46b2e52e6faa22a7c7629bcc28f57c65ffa2036c7d5031');
INSERT INTO "journal" VALUES(68,'2026-06-30T07:43:39+08:00','seed','enter','Entered waiver of fee: CNY 10.00 on L0002-1, value date 2026-06-30','{"amount": 1000, "currency": "CNY", "kind": "waiver", "loan_id": "L0002-1", "on": "2026-06-30"}',NULL,'280c1997b21435835f46b2e52e6faa22a7c7629bcc28f57c65ffa2036c7d5031','ec4635a5816b0549ca69235ee4fb4569e7aaaeb809374dc21ccf7630fd6034c4');
INSERT INTO "journal" VALUES(69,'2026-06-30T07:43:39+08:00','seed','set','set phone, language of customer C-0012','{}',NULL,'ec4635a5816b0549ca69235ee4fb4569e7aaaeb809374dc21ccf7630fd6034c4','a38e7a8d84c43901d2224574510e1e371c8be92e979d0484a8b6897e1e9efe8e');
INSERT INTO "journal" VALUES(70,'2026-06-30T07:43:40+08:00','seed','set','set grace_days of loan L0001-1','{}',NULL,'a38e7a8d84c43901d2224574510e1e371c8be92e979d0484a8b6897e1e9efe8e','776244df60924ad376d78d6d93bdec6064528245800b02a148d7dd7114bf6b96');
INSERT INTO "journal" VALUES(71,'2026-06-30T07:43:40+08:00','seed','set','set role of the ledger','{}',NULL,'776244df60924ad376d78d6d93bdec6064528245800b02a148d7dd7114bf6b96','596ceb9250aedde47006678b80245e91509946755a69b120bb30a6cd9a44f785');
INSERT INTO "journal" VALUES(72,'2026-06-30T07:43:40+08:00','seed','assign','Assigned C-0005 to chen from 2026-07-01 (was lin)','{}',NULL,'596ceb9250aedde47006678b80245e91509946755a69b120bb30a6cd9a44f785','28db028c554e93f7b179a8f73c3ecf675dde5666f935702cc46cb5b9e40ae8f4');
INSERT INTO "journal" VALUES(73,'2026-06-30T07:43:40+08:00','seed','policy use','standard 2026.1 in force from 2026-06-30','{"from_on": "2026-06-30", "policy": "standard", "version": "2026.1"}',NULL,'28db028c554e93f7b179a8f73c3ecf675dde5666f935702cc46cb5b9e40ae8f4','d839e2d953114d5e5b3aee150cec5baa217f59ae93e470b5ed92cfc3f44d372f');
INSERT INTO "journal" VALUES(74,'2026-06-30T07:43:41+08:00','seed','pay','Paid CNY 10.00 on L0003-1, value date 2026-06-30','{"amount": 1000, "currency": "CNY", "loan_id": "L0003-1", "on": "2026-06-30"}',NULL,'d839e2d953114d5e5b3aee150cec5baa217f59ae93e470b5ed92cfc3f44d372f','e8f053317151c2579c31682e16ae1e49ba4ac5e48871ed464f81c0a9dace6afb');
INSERT INTO "journal" VALUES(75,'2026-06-30T07:43:41+08:00','seed','undo','Undid 74 (pay: Paid CNY 10.00 on L0003-1, value date 2026-06-30): 1 entry','{"entry": 1}',74,'e8f053317151c2579c31682e16ae1e49ba4ac5e48871ed464f81c0a9dace6afb','fc862f192a9cc5c05d5e9f0545b2ec6c0e5cb474504e0eaf8dd2203770e85f51');
INSERT INTO "journal" VALUES(76,'2026-06-30T07:43:41+08:00','seed','import','loans-zh.csv: 4 new, 0 changed loans','{"files": [{"changed": 0, "file": "loans-zh.csv", "kind": "loans", "new": 4, "options": "{}", "rejected": 0, "sha256": "3fb520f76dc4bb4a4693fd6d655f8a735e3cd00d3fbd180148b41be1871d492e", "unchanged": 0}]}',NULL,'fc862f192a9cc5c05d5e9f0545b2ec6c0e5cb474504e0eaf8dd2203770e85f51','656601922a54789237c04c13694cf39679187ac26ea42a89a7dfd443f0a35a35');
INSERT INTO "journal" VALUES(77,'2026-06-30T07:43:41+08:00','seed','undo','Undid 76 (import: loans-zh.csv: 4 new, 0 changed loans): 4 plan, 4 loan, 3 customer, 1 imported_file','{"customer": 3, "imported_file": 1, "loan": 4, "plan": 4}',76,'656601922a54789237c04c13694cf39679187ac26ea42a89a7dfd443f0a35a35','a58d98295a656b1b51297cc281dcd506b480f5669a5b824290b35e67f64ed04b');
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
INSERT INTO "line_match" VALUES(1,1,'booked',98,18000,NULL,'loan id written; name; amount is a part of the oldest unpaid item',37,NULL);
INSERT INTO "line_match" VALUES(2,2,'booked',99,10000,NULL,'said by hand',39,NULL);
INSERT INTO "line_match" VALUES(3,2,'booked',100,10000,NULL,'said by hand',39,NULL);
INSERT INTO "line_match" VALUES(4,3,'not_ours',NULL,5500,NULL,'a gift to the office',40,NULL);
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
INSERT INTO "listing" VALUES(1,'2026-06-28','partial',41,NULL);
INSERT INTO "listing" VALUES(2,'2026-06-29','complete',42,NULL);
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
INSERT INTO "loan" VALUES('L0001-1','C-0001','loan','CNY',2000000,'2025-12-24','15.4','annuity',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',3,NULL,NULL,'','consumer','chen','Shanghai','wedding','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0001-2','C-0001','loan','CNY',6000000,'2026-04-24','7.2','annuity',36,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','car','chen','Shanghai','car','vehicle',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0001-3','C-0001','loan','CNY',300000,'2025-06-05','8','flat',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','school','chen','Shanghai','fees','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0002-1','C-0002','loan','CNY',4800000,'2025-10-26','12','annuity',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','chen','Shanghai','wedding','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0003-1','000003','loan','CNY',1000000,'2025-08-21','10.8','equal_principal',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','novak','Prague','moving house','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0004-1','C-0004','loan','CNY',5000000,'2026-05-21','8','interest_only',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','trade','novak','Prague','machine','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0005-1','C-0005','loan','CNY',2000000,'2025-10-17','15.4','equal_principal',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','lin','Chengdu','furniture','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0006-1','C-0006','loan','CNY',1000000,'2025-11-14','12','equal_principal',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','novak','Prague','medical bills','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0007-1','000007','loan','CNY',4800000,'2025-06-22','12','annuity',18,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','wedding','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0008-1','C-0008','loan','CNY',1500000,'2025-09-11','10.8','annuity',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','medical bills','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0008-2','C-0008','loan','CNY',3000000,'2026-01-18','15.4','annuity',18,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','training','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0009-1','C-0009','loan','CNY',1000000,'2026-03-20','12','annuity',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','medical bills','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0010-1','C-0010','loan','CNY',100000,'2026-05-17','24','flat',26,1,'weeks',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','micro','haddad','Singapore','scooter','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0011-1','C-0011','loan','CNY',3000000,'2025-11-27','15.4','equal_principal',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','moving house','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L0012-1','C-0012','loan','CNY',2000000,'2025-12-19','12','annuity',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','haddad','Singapore','medical bills','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-1','C-0004','invoice','EUR',535260,'2026-02-26',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-2','C-0004','invoice','EUR',210230,'2026-03-23',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-3','C-0004','invoice','EUR',57165,'2026-05-07',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-5','C-0004','invoice','USD',110500,'2026-05-12',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,2,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-6','C-0004','invoice','JPY',1060530,'2026-06-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,19,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV0004-4','C-0004','invoice','EUR',243070,'2026-06-24',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,31,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-2041','C-17','loan','EUR',120000,'2026-01-10',NULL,'equal_principal',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,37,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-2042','C-17','loan','EUR',60000,'2026-02-10',NULL,'equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,37,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-2050','C-18','loan','EUR',240000,'2026-01-15',NULL,'equal_principal',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,37,NULL,'following','DE','10','Europe/Berlin');
INSERT INTO "loan" VALUES('JJ-3001','00301','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,41,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('JJ-3002','00302','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,41,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('JJ-3003','00303','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,41,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('JJ-3004','00304','loan','CNY',0,NULL,NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,42,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-101','C-17','loan','CNY',1200000,'2025-12-20','12','annuity',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','consumer','chen','Shanghai','furniture','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-102','C-17','loan','CNY',6000000,'2025-09-15','6.5','equal_principal',24,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','car','chen','Shanghai','delivery van','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-103','C-18','loan','CNY',960000,'2026-01-10','8','flat',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','school','novak','Prague','fees','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-104','00019','loan','CNY',5000000,'2025-08-05','9.5','interest_only',12,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','trade','novak','Prague','stock','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-105','C-20','loan','CNY',260000,'2026-04-14','24','flat',13,2,'weeks',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','micro','haddad','Singapore','sewing machine','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-106','C-21','loan','CNY',2000000,'2025-11-25','9','bullet',6,1,'months',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','harvest','haddad','Singapore','seed','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('L-107','C-21','loan','CNY',1600000,'2025-10-10',NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','season','haddad','Singapore','orchard','',0,43,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-301','C-22','invoice','JPY',480000,'2026-03-01',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-302','C-22','invoice','JPY',1250000,'2026-05-08',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-303','C-22','invoice','JPY',96000,'2026-06-15',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-304','C-23','invoice','EUR',745000,'2026-02-20',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',1,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-305','C-23','invoice','EUR',212040,'2026-04-10',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('INV-306','C-23','invoice','USD',99000,'2026-06-05',NULL,'invoice',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('CN-307','C-23','credit_note','EUR',0,'2026-06-10',NULL,'',NULL,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','','','','',0,45,NULL,'','',NULL,'');
INSERT INTO "loan" VALUES('00201','0088','loan','CNY',1200000,'2026-01-15','12','annuity',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','chen','','装修','',0,76,77,'','',NULL,'');
INSERT INTO "loan" VALUES('00202','0089','loan','CNY',5000000,'2025-09-08','8.5','interest_only',12,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','','进货','',0,76,77,'','',NULL,'');
INSERT INTO "loan" VALUES('00203','0089','loan','CNY',300000,'2026-03-20','0','equal_principal',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','','学费','',0,76,77,'','',NULL,'');
INSERT INTO "loan" VALUES('00204','0090','loan','CNY',20000000,'2025-12-25','7.2','bullet',6,NULL,'',NULL,NULL,'','',NULL,NULL,NULL,'',NULL,NULL,NULL,'','','lin','','设备','',0,76,77,'','',NULL,'');
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
INSERT INTO "open_item" VALUES('L0011-1',7,'2026-06-27','C-0011','CNY',153875,125000,28875,0,0);
INSERT INTO "open_item" VALUES('INV0004-3',1,'2026-06-06','C-0004','EUR',57165,57165,0,0,0);
INSERT INTO "open_item" VALUES('INV0004-5',1,'2026-06-11','C-0004','USD',110500,110500,0,0,0);
INSERT INTO "open_item" VALUES('L0005-1',8,'2026-06-17','C-0005','CNY',177361,166667,10694,0,0);
INSERT INTO "open_item" VALUES('L0006-1',6,'2026-05-14','C-0006','CNY',49584,41667,7917,0,0);
INSERT INTO "open_item" VALUES('L0006-1',7,'2026-06-14','C-0006','CNY',49167,41667,7500,0,0);
INSERT INTO "open_item" VALUES('L0007-1',8,'2026-02-22','000007','CNY',292714,262367,30347,0,0);
INSERT INTO "open_item" VALUES('L0007-1',9,'2026-03-22','000007','CNY',292714,264990,27724,0,0);
INSERT INTO "open_item" VALUES('L0007-1',10,'2026-04-22','000007','CNY',292714,267640,25074,0,0);
INSERT INTO "open_item" VALUES('L0007-1',11,'2026-05-22','000007','CNY',292714,270316,22398,0,0);
INSERT INTO "open_item" VALUES('L0007-1',12,'2026-06-22','000007','CNY',292714,273020,19694,0,0);
INSERT INTO "open_item" VALUES('L0008-1',9,'2026-06-11','C-0008','CNY',132433,127771,4662,0,0);
INSERT INTO "open_item" VALUES('L0012-1',4,'2026-04-19','C-0012','CNY',62147,62147,0,0,0);
INSERT INTO "open_item" VALUES('L0012-1',5,'2026-05-19','C-0012','CNY',94147,77158,16989,0,0);
INSERT INTO "open_item" VALUES('L0012-1',6,'2026-06-19','C-0012','CNY',94147,77929,16218,0,0);
INSERT INTO "open_item" VALUES('L-2050',1,'2026-01-15','C-18','EUR',6000,6000,0,0,0);
INSERT INTO "open_item" VALUES('L-2050',2,'2026-02-16','C-18','EUR',18000,18000,0,0,0);
INSERT INTO "open_item" VALUES('L-2050',3,'2026-03-16','C-18','EUR',18000,18000,0,0,0);
INSERT INTO "open_item" VALUES('L-2050',4,'2026-04-15','C-18','EUR',18000,18000,0,0,0);
INSERT INTO "open_item" VALUES('L-2050',5,'2026-05-15','C-18','EUR',18000,18000,0,0,0);
INSERT INTO "open_item" VALUES('L-2050',6,'2026-06-15','C-18','EUR',18000,18000,0,0,0);
INSERT INTO "open_item" VALUES('L-2041',2,'2026-03-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2041',3,'2026-04-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2041',4,'2026-05-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2041',5,'2026-06-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2042',2,'2026-04-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2042',3,'2026-05-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('L-2042',4,'2026-06-10','C-17','EUR',10000,10000,0,0,0);
INSERT INTO "open_item" VALUES('JJ-3001',3,'2026-06-01','00301','CNY',172576,160000,12480,0,96);
INSERT INTO "open_item" VALUES('JJ-3002',1,'2026-06-16','00302','CNY',104630,100000,4500,0,130);
INSERT INTO "open_item" VALUES('JJ-3004',1,'2026-06-28','00304','CNY',83208,80000,3200,0,8);
INSERT INTO "open_item" VALUES('L-107',1,'2026-01-10','C-21','CNY',165200,160000,3200,2000,0);
INSERT INTO "open_item" VALUES('L-107',2,'2026-04-10','C-21','CNY',326400,320000,6400,0,0);
INSERT INTO "open_item" VALUES('L-101',6,'2026-06-20','C-17','CNY',66619,66619,0,0,0);
INSERT INTO "open_item" VALUES('L-104',9,'2026-05-05','00019','CNY',39580,0,39580,0,0);
INSERT INTO "open_item" VALUES('L-104',10,'2026-06-05','00019','CNY',39583,0,39583,0,0);
INSERT INTO "open_item" VALUES('L-105',5,'2026-06-23','C-20','CNY',12000,12000,0,0,0);
INSERT INTO "open_item" VALUES('L-106',1,'2026-05-25','C-21','CNY',1918400,1918400,0,0,0);
INSERT INTO "open_item" VALUES('L-103',4,'2026-05-10','C-18','CNY',86400,80000,6400,0,0);
INSERT INTO "open_item" VALUES('L-103',5,'2026-06-10','C-18','CNY',91400,80000,6400,5000,0);
INSERT INTO "open_item" VALUES('INV-302',1,'2026-06-07','C-22','JPY',1250000,1250000,0,0,0);
INSERT INTO "open_item" VALUES('INV-304',1,'2026-03-22','C-23','EUR',745000,745000,0,0,0);
INSERT INTO "open_item" VALUES('INV-305',1,'2026-05-10','C-23','EUR',112040,112040,0,0,0);
INSERT INTO "open_item" VALUES('L0002-1',8,'2026-06-26','C-0002','CNY',175953,175953,0,0,0);
INSERT INTO "open_item" VALUES('L0001-1',6,'2026-06-24','C-0001','CNY',180894,165447,15447,0,0);
INSERT INTO "open_item" VALUES('L0003-1',10,'2026-06-21','000003','CNY',47292,41667,5625,0,0);
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
INSERT INTO "payer_account" VALUES(1,'DE75512108001245126199','C-17',2,39,NULL);
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
INSERT INTO "plan" VALUES(1,'L0001-1','terms',2,NULL);
INSERT INTO "plan" VALUES(2,'L0001-2','terms',2,NULL);
INSERT INTO "plan" VALUES(3,'L0001-3','terms',2,NULL);
INSERT INTO "plan" VALUES(4,'L0002-1','terms',2,NULL);
INSERT INTO "plan" VALUES(5,'L0003-1','terms',2,NULL);
INSERT INTO "plan" VALUES(6,'L0004-1','terms',2,NULL);
INSERT INTO "plan" VALUES(7,'L0005-1','terms',2,NULL);
INSERT INTO "plan" VALUES(8,'L0006-1','terms',2,NULL);
INSERT INTO "plan" VALUES(9,'L0007-1','terms',2,NULL);
INSERT INTO "plan" VALUES(10,'L0008-1','terms',2,NULL);
INSERT INTO "plan" VALUES(11,'L0008-2','terms',2,NULL);
INSERT INTO "plan" VALUES(12,'L0009-1','terms',2,NULL);
INSERT INTO "plan" VALUES(13,'L0010-1','terms',2,NULL);
INSERT INTO "plan" VALUES(14,'L0011-1','terms',2,NULL);
INSERT INTO "plan" VALUES(15,'L0012-1','terms',2,NULL);
INSERT INTO "plan" VALUES(16,'INV0004-1','terms',2,NULL);
INSERT INTO "plan" VALUES(17,'INV0004-2','terms',2,NULL);
INSERT INTO "plan" VALUES(18,'INV0004-3','terms',2,NULL);
INSERT INTO "plan" VALUES(19,'INV0004-5','terms',2,NULL);
INSERT INTO "plan" VALUES(20,'INV0004-6','terms',19,NULL);
INSERT INTO "plan" VALUES(21,'INV0004-4','terms',31,NULL);
INSERT INTO "plan" VALUES(22,'L-2041','terms',37,NULL);
INSERT INTO "plan" VALUES(23,'L-2042','terms',37,NULL);
INSERT INTO "plan" VALUES(24,'L-2050','terms',37,NULL);
INSERT INTO "plan" VALUES(25,'L-101','terms',43,NULL);
INSERT INTO "plan" VALUES(26,'L-102','terms',43,NULL);
INSERT INTO "plan" VALUES(27,'L-103','terms',43,NULL);
INSERT INTO "plan" VALUES(28,'L-104','terms',43,NULL);
INSERT INTO "plan" VALUES(29,'L-105','terms',43,NULL);
INSERT INTO "plan" VALUES(30,'L-106','terms',43,NULL);
INSERT INTO "plan" VALUES(31,'L-107','file',43,NULL);
INSERT INTO "plan" VALUES(32,'INV-301','terms',45,NULL);
INSERT INTO "plan" VALUES(33,'INV-302','terms',45,NULL);
INSERT INTO "plan" VALUES(34,'INV-303','terms',45,NULL);
INSERT INTO "plan" VALUES(35,'INV-304','terms',45,NULL);
INSERT INTO "plan" VALUES(36,'INV-305','terms',45,NULL);
INSERT INTO "plan" VALUES(37,'INV-306','terms',45,NULL);
INSERT INTO "plan" VALUES(38,'00201','terms',76,77);
INSERT INTO "plan" VALUES(39,'00202','terms',76,77);
INSERT INTO "plan" VALUES(40,'00203','terms',76,77);
INSERT INTO "plan" VALUES(41,'00204','terms',76,77);
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
INSERT INTO "policy_version" VALUES(1,'standard','2026.1','2026-06-30','{"name":"standard","title":"Standard ladder","version":"2026.1","effective_from":{"date":"2026-01-01"},"source":"product default","verified_on":{"date":"2026-11-01"},"confidence":"high","strength":"product_default","binds":"creditors collecting their own loans and invoices","ageing":{"buckets":[30,60,90]},"payment":{"debts":["due","less_secured","more_burdensome","older"]},"ladder":{"unit":"customer","catch_up":"worst_but_announce","effect_percent":10,"held":"stay"},"priority":{"per_day":1,"amount":10,"outstanding":3,"broken_promise":15,"broken_unanswered":300,"never_contacted":20,"refusal":15,"unreachable":10,"vulnerable":-30,"sooner":10,"breach":25,"promise_today":500,"callback_today":1000},"notice":{"demand":{"title":"Formal demand","text":"Name the debt, what it consists of, the last day to pay, how to pay and whom to ask."}},"step":[{"name":"reminder","title":"Early reminder","from":-14,"to":0,"channels":["message","call"],"action":"remind of the due date","text":"Tell the customer the due date and the amount; offer a due day that fits the income; ask for two weeks'' notice when payment will be hard.","first_within":7},{"name":"phone","title":"Phone","from":1,"to":15,"channels":["call"],"action":"call","text":"Call politely, hear the reason, agree on a day and an amount, and log it.","first_within":2,"repeat_every":3},{"name":"message","title":"E-mail and SMS","from":16,"to":30,"channels":["message","call"],"action":"send a message, keep calling","text":"Write in addition to calling; give the account and the ways to pay.","first_within":2,"repeat_every":5},{"name":"visit","title":"Visit","from":31,"to":90,"channels":["visit","call","message"],"action":"plan a visit","text":"Visit when calls and messages had no effect; judge willingness and ability to pay; protect privacy and dignity.","needs":[{"tried":3,"on_days":2,"steps":["phone","message"]}],"sooner":[{"on":"refusal","from":16},{"on":"broken_promise","times":2,"from":16},{"on":"unreachable","times":6,"on_days":3,"from":16}],"first_within":7,"repeat_every":14},{"name":"legal","title":"Legal","from":91,"channels":["letter","legal"],"action":"hand to legal","text":"Send a formal demand and prepare the documents with a lawyer.","needs":[{"notice":"demand","state":"delivered","days":14}],"sooner":[{"on":"refusal","from":31}],"first_within":7,"repeat_every":30},{"name":"agency","title":"Agency","decision":true,"channels":["placement"],"action":"place with an agency","text":"Choose an agency from the list, agree on the commission, and hand over the file."},{"name":"disposal","title":"Asset disposal","decision":true,"channels":["legal"],"action":"dispose of the collateral","text":"Give notice, take legal advice, sell, and book the proceeds."},{"name":"write_off","title":"Write-off","decision":true,"channels":[],"action":"write off","text":"Take the debt off the book; it stays known and may still be recovered."}],"product":{"default":{"allocation":"standard","early":"next","grace_days":0,"tolerance":"0","tolerance_percent":"0","tolerance_of":"larger","rounding":"half_up","count_due_day":false,"extra_due":"first","chargeback_order":[],"chargeback_line":"own","chargeback_credit":"pays","penalty_rate":"","penalty_uplift":"","penalty_reference":"","penalty_spread":"","penalty_on":["principal"],"penalty_day_count":"actual/360","penalty_grace_days":0,"penalty_cap":"","penalty_cap_on":"contract","late_fee":"0","late_fee_percent":"","late_fee_of":"principal_interest","late_fee_after_days":0,"late_fee_every_days":0,"late_fee_most":1,"late_fee_kind":"fee","late_fee_due":"charged"}},"promise":{"grace_days":2,"threshold_percent":100,"partly_percent":25},"hold":{"dispute":{"title":"dispute","stops":["contact","ladder"],"days":30},"hardship":{"title":"hardship","stops":["ladder"],"days":30},"moratorium":{"title":"moratorium","stops":["contact","ladder","penalty","dpd"]},"breathing_space":{"title":"breathing space or debt adviser","stops":["contact","ladder","penalty"],"days":30},"insolvency":{"title":"insolvency","stops":["contact","ladder","penalty"]},"death":{"title":"death","stops":["contact","ladder"]},"incapacity":{"title":"lacks capacity","stops":["contact","ladder"]},"lawyer":{"title":"represented by a lawyer","stops":["contact"]},"vulnerable":{"title":"vulnerable","stops":["ladder"],"days":30},"fraud":{"title":"fraud claim","stops":["contact","ladder"],"days":30},"other":{"title":"other","stops":["contact","ladder"],"days":30}},"reason":{"forgot":{"title":"forgot to pay","title_zh":"忘记还款"},"salary_late":{"title":"wage or pension came late","title_zh":"工资或养老金迟发"},"cash_flow":{"title":"short of cash for now","title_zh":"暂时周转困难"},"unemployment":{"title":"lost the job","title_zh":"失业"},"income":{"title":"less income","title_zh":"收入减少"},"illness":{"title":"illness or accident","title_zh":"疾病或意外"},"family":{"title":"family matters: death, divorce, a birth","title_zh":"家庭变故"},"business":{"title":"business fails","title_zh":"经营失败"},"customers_late":{"title":"its own customers pay late","title_zh":"下游客户拖欠"},"over_indebted":{"title":"too many debts","title_zh":"债务过多"},"disaster":{"title":"disaster, crop failure","title_zh":"灾害或歉收"},"dispute":{"title":"disputes the debt or the goods","title_zh":"对债务或货物有异议"},"payment_failed":{"title":"payment failed or went astray","title_zh":"付款失败或未到账"},"moved":{"title":"moved, letters did not arrive","title_zh":"搬迁，未收到信函"},"refusal":{"title":"can pay, does not want to","title_zh":"有能力但不愿还"},"fraud":{"title":"says it is not their debt","title_zh":"称非本人债务"},"other":{"title":"other","title_zh":"其他"}},"outcome":{"NA":{"title":"no answer","title_zh":"无人接听","flags":["attempt"],"next":"call again"},"BUSY":{"title":"busy","title_zh":"占线","flags":["uncounted"],"next":"call again"},"DISC":{"title":"number not in service","title_zh":"停机或空号","flags":["uncounted","unreachable"],"next":"find a number"},"LM":{"title":"message left","title_zh":"已留言","flags":["attempt"],"next":"wait for an answer"},"LCM":{"title":"limited-content message left","title_zh":"已留限定内容留言","flags":["attempt"],"next":"wait for an answer"},"WN":{"title":"wrong number","title_zh":"号码错误","flags":["wrong_number","unreachable"],"next":"find a number"},"WPC":{"title":"wrong party reached","title_zh":"接听人非本人","flags":["attempt","third_party"],"next":"call again, no debt details"},"TPC":{"title":"third party reached","title_zh":"第三方接听","flags":["attempt","third_party"],"next":"call again, no debt details"},"RPC":{"title":"spoke, no commitment","title_zh":"本人接听，无承诺","flags":["attempt","conversation","verified"],"next":"follow up"},"CB":{"title":"call-back requested","title_zh":"要求回电","flags":["attempt","conversation","verified","consent"],"next":"call back"},"PTP":{"title":"promise to pay in full","title_zh":"承诺全额还款","flags":["attempt","conversation","verified","promise"],"next":"watch the promise"},"PTPP":{"title":"promise to pay in part","title_zh":"承诺部分还款","flags":["attempt","conversation","verified","promise"],"next":"watch the promise"},"PAID":{"title":"says paid already","title_zh":"称已还款","flags":["attempt","conversation","verified"],"next":"verify within 3 days"},"RTP":{"title":"refuses to pay","title_zh":"拒绝还款","flags":["attempt","conversation","verified","refusal"],"next":"escalate"},"HARD":{"title":"hardship, cannot pay","title_zh":"经济困难","flags":["attempt","conversation","verified"],"next":"offer a plan"},"DISP":{"title":"disputes the debt","title_zh":"对债务有异议","flags":["conversation","hold"],"next":"verify the dispute","hold":"dispute"},"FRD":{"title":"claims fraud","title_zh":"称遭欺诈","flags":["conversation","hold"],"next":"investigate","hold":"fraud"},"IDT":{"title":"claims identity theft","title_zh":"称身份被冒用","flags":["conversation","hold"],"next":"investigate","hold":"fraud"},"ATTY":{"title":"represented by a lawyer","title_zh":"已委托律师","flags":["conversation","hold"],"next":"write to the lawyer only","hold":"lawyer"},"CEASE":{"title":"asks in writing to stop","title_zh":"书面要求停止联系","flags":["hold"],"next":"stop contact","preference":{"kind":"cease","of":"all"}},"OPT":{"title":"opts out of this channel","title_zh":"拒收此渠道","flags":["hold"],"next":"use another channel","preference":{"kind":"opt_out","of":"channel"}},"DEC":{"title":"deceased","title_zh":"已去世","flags":["hold"],"next":"find the estate","hold":"death"},"BKR":{"title":"insolvent","title_zh":"破产","flags":["hold"],"next":"write to the trustee","hold":"insolvency"},"INC":{"title":"lacks capacity","title_zh":"无行为能力","flags":["hold"],"next":"find the guardian","hold":"incapacity"},"BRSP":{"title":"breathing space or debt adviser","title_zh":"暂缓期或债务顾问","flags":["hold"],"next":"wait until it ends","hold":"breathing_space"},"VUL":{"title":"vulnerable","title_zh":"弱势客户","flags":["vulnerable"],"next":"hand to a specialist","hold":"vulnerable"},"SKIP":{"title":"no working contact","title_zh":"失联","flags":["unreachable","lost"],"next":"trace"},"SENT":{"title":"message sent","title_zh":"消息已发送","flags":["attempt"],"next":"wait for an answer"},"MET":{"title":"met the customer","title_zh":"已面谈本人","flags":["attempt","conversation","verified"],"next":"follow up"},"NOTE":{"title":"note","title_zh":"备注","flags":[],"next":""}},"rule":[{"id":"hours","kind":"hours","title":"hours of contact","channels":["call","sms","chat","visit"],"hours":[{"from":"08:00","to":"21:00"}],"unless_consent":true,"source":"our choice: the hours most countries allow"},{"id":"calls_per_day","kind":"cap","title":"calls in a day","channels":["call"],"most":3,"per":"day","source":"our choice"},{"id":"inconvenient","kind":"inconvenient","title":"times the customer does not want","blocks":true,"source":"our choice: what a customer asked for is kept"},{"id":"opt_out","kind":"opt_out","title":"media the customer opted out of","blocks":true,"source":"our choice: what a customer asked for is kept"},{"id":"cease","kind":"cease","title":"a written request to stop","blocks":true,"purposes":["close","remedy"],"source":"our choice: what a customer asked for is kept"},{"id":"lawyer","kind":"lawyer","title":"contact through the lawyer","blocks":true,"source":"our choice: who has a lawyer is contacted through the lawyer"},{"id":"hold","kind":"hold","title":"a hold that stops contact","blocks":true,"by_person":{"lawyer":["lawyer"],"death":["executor","administrator","spouse"],"insolvency":["trustee","lawyer"],"incapacity":["guardian"]},"source":"our choice: a hold says what it stops"},{"id":"wrong_number","kind":"wrong_number","title":"a wrong number","channels":["call","sms","chat"],"blocks":true,"source":"our choice: somebody else answers there"},{"id":"persons","kind":"persons","title":"the debtor and who stands for the debtor","allowed":["self","guarantor","guardian","executor","administrator","trustee","lawyer"],"on_file":["guarantor"],"others_if":"location","source":"our choice: a debt is the debtor''s own matter"},{"id":"refusal","kind":"refusal","title":"others who asked to be left alone","blocks":true,"source":"our choice: what a person asked for is kept"},{"id":"workplace","kind":"workplace","title":"contact at work","bars":"known","blocks":true,"source":"our choice: what a customer asked for is kept"},{"id":"vulnerable","kind":"vulnerable","title":"visits to vulnerable customers","channels":["visit"],"source":"our choice"}]}','1ab592b0b6e927af9c7aa59c7e6689bfdccf6ddc89d5c0114a4c646647858e2e',73,NULL);
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
INSERT INTO "position" VALUES('INV0004-1','C-0004','EUR','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-04-06',0,'2026-04-06','9999-12-31');
INSERT INTO "position" VALUES('INV0004-2','C-0004','EUR','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-04-24',0,'2026-04-24','9999-12-31');
INSERT INTO "position" VALUES('L0001-3','C-0001','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-05',0,'2026-06-06','9999-12-31');
INSERT INTO "position" VALUES('INV0004-6','C-0004','JPY','active',NULL,NULL,0,0,1060530,1060530,1060530,1,0,0,0,0,'2026-07-20',1060530,NULL,0,'2026-06-20','2026-07-21');
INSERT INTO "position" VALUES('L0004-1','C-0004','CNY','active',NULL,NULL,0,0,5000000,5366663,5000000,1,0,0,0,0,'2026-07-21',33333,'2026-06-21',0,'2026-06-22','2026-07-22');
INSERT INTO "position" VALUES('L0008-2','C-0008','CNY','active',NULL,NULL,0,0,2234502,2440351,2234502,13,0,0,0,0,'2026-07-18',187720,'2026-06-17',0,'2026-06-19','2026-07-19');
INSERT INTO "position" VALUES('INV0004-4','C-0004','EUR','active',NULL,NULL,0,0,243070,243070,243070,1,0,0,0,0,'2026-07-24',243070,NULL,0,'2026-06-24','2026-07-25');
INSERT INTO "position" VALUES('L0001-2','C-0001','CNY','active',NULL,NULL,0,0,5699477,6317594,5699477,34,0,0,0,0,'2026-07-24',185812,'2026-06-24',0,'2026-06-25','2026-07-25');
INSERT INTO "position" VALUES('L0009-1','C-0009','CNY','active',NULL,NULL,0,0,887665,988546,887665,21,0,0,0,0,'2026-07-20',47073,'2026-06-26',0,'2026-06-26','2026-07-21');
INSERT INTO "position" VALUES('L0010-1','C-0010','CNY','active',NULL,NULL,0,0,76924,86152,76924,20,0,0,0,0,'2026-07-05',4308,'2026-06-26',0,'2026-06-29','2026-07-06');
INSERT INTO "position" VALUES('L0011-1','C-0011','CNY','active','2026-06-27','2026-06-27',153875,125000,2250000,2524314,2125000,17,0,0,0,0,'2026-07-27',152271,'2026-05-25',0,'2026-06-29','2026-07-28');
INSERT INTO "position" VALUES('INV0004-3','C-0004','EUR','active','2026-06-06','2026-06-06',57165,57165,57165,57165,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-07','9999-12-31');
INSERT INTO "position" VALUES('INV0004-5','C-0004','USD','active','2026-06-11','2026-06-11',110500,110500,110500,110500,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-12','9999-12-31');
INSERT INTO "position" VALUES('L0005-1','C-0005','CNY','active','2026-06-17','2026-06-17',177361,166667,833331,865415,666664,4,0,0,0,0,'2026-07-17',175223,'2026-05-15',0,'2026-06-18','2026-07-18');
INSERT INTO "position" VALUES('L0006-1','C-0006','CNY','active','2026-05-14','2026-05-14',98751,83334,791665,870832,708331,17,0,0,0,0,'2026-07-14',48750,'2026-04-14',0,'2026-06-15','2026-07-15');
INSERT INTO "position" VALUES('L0007-1','000007','CNY','active','2026-02-22','2026-02-22',1463570,1338333,3034747,3219852,1696414,6,0,0,0,0,'2026-07-22',292714,'2026-01-20',0,'2026-06-23','2026-07-23');
INSERT INTO "position" VALUES('L0008-1','C-0008','CNY','active','2026-06-11','2026-06-11',132433,127771,518020,529727,390249,3,0,0,0,0,'2026-07-11',132433,'2026-05-10',0,'2026-06-12','2026-07-12');
INSERT INTO "position" VALUES('L0012-1','C-0012','CNY','active','2026-04-19','2026-04-19',250441,217234,1761081,1945086,1543847,18,0,0,0,0,'2026-07-19',94147,'2026-05-09',0,'2026-06-20','2026-07-20');
INSERT INTO "position" VALUES('L-2050','C-18','EUR','active','2026-01-15','2026-01-15',96000,96000,222000,222000,126000,7,0,0,0,0,'2026-07-15',18000,'2026-06-10',0,'2026-06-16','2026-07-16');
INSERT INTO "position" VALUES('L-2041','C-17','EUR','active','2026-03-10','2026-03-10',40000,40000,110000,110000,70000,7,0,0,0,0,'2026-07-10',10000,'2026-06-12',0,'2026-06-12','2026-07-11');
INSERT INTO "position" VALUES('L-2042','C-17','EUR','active','2026-04-10','2026-04-10',30000,30000,50000,50000,20000,2,0,0,0,0,'2026-07-10',10000,'2026-06-12',0,'2026-06-12','2026-07-11');
INSERT INTO "position" VALUES('JJ-3001','00301','CNY','active','2026-06-01','2026-06-01',172576,160000,2080000,2092576,1920000,1,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('JJ-3002','00302','CNY','active','2026-06-16','2026-06-16',104630,100000,900000,904630,800000,1,0,0,0,0,NULL,0,NULL,0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('JJ-3003','00303','CNY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-06-29',0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('JJ-3004','00304','CNY','active','2026-06-28','2026-06-28',83208,80000,640000,643208,560000,1,0,0,0,0,NULL,0,NULL,0,'2026-06-29','9999-12-31');
INSERT INTO "position" VALUES('L-107','C-21','CNY','active','2026-01-10','2026-01-10',491600,480000,1600000,1634000,1120000,2,0,0,0,0,'2026-07-10',489600,NULL,0,'2026-04-11','2026-07-11');
INSERT INTO "position" VALUES('L-101','C-17','CNY','active','2026-06-20','2026-06-20',66619,66619,684521,706328,617902,6,0,0,0,0,'2026-07-20',106619,'2026-06-26',0,'2026-06-26','2026-07-21');
INSERT INTO "position" VALUES('L-102','C-17','CNY','active',NULL,NULL,0,0,3750000,3906252,3750000,15,6249,0,0,0,'2026-07-15',264064,'2026-06-15',0,'2026-06-16','2026-07-16');
INSERT INTO "position" VALUES('L-104','00019','CNY','active','2026-05-05','2026-05-05',79163,0,5000000,5158329,5000000,1,0,0,0,0,'2026-07-05',39583,'2026-04-05',0,'2026-06-06','2026-07-06');
INSERT INTO "position" VALUES('L-105','C-20','CNY','active','2026-06-23','2026-06-23',12000,12000,172000,191200,160000,8,0,0,0,0,'2026-07-07',22400,'2026-06-09',0,'2026-06-24','2026-07-08');
INSERT INTO "position" VALUES('L-106','C-21','CNY','active','2026-05-25','2026-05-25',1918400,1918400,1918400,1918400,0,0,0,0,0,0,NULL,0,'2026-05-30',0,'2026-05-30','9999-12-31');
INSERT INTO "position" VALUES('L-103','C-18','CNY','active','2026-05-10','2026-05-10',177800,160000,720000,782600,560000,7,0,0,0,0,'2026-07-10',86400,'2026-04-10',0,'2026-06-11','2026-07-11');
INSERT INTO "position" VALUES('CN-307','C-23','EUR','overpaid',NULL,NULL,0,0,0,0,0,0,0,15000,0,0,NULL,0,NULL,0,'2026-06-10','9999-12-31');
INSERT INTO "position" VALUES('INV-301','C-22','JPY','closed',NULL,NULL,0,0,0,0,0,0,0,0,0,0,NULL,0,'2026-04-02',0,'2026-04-02','9999-12-31');
INSERT INTO "position" VALUES('INV-302','C-22','JPY','active','2026-06-07','2026-06-07',1250000,1250000,1250000,1250000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-06-08','9999-12-31');
INSERT INTO "position" VALUES('INV-303','C-22','JPY','active',NULL,NULL,0,0,96000,96000,96000,1,0,0,0,0,'2026-07-15',96000,NULL,0,'2026-06-15','2026-07-16');
INSERT INTO "position" VALUES('INV-304','C-23','EUR','active','2026-03-22','2026-03-22',745000,745000,745000,745000,0,0,0,0,0,0,NULL,0,NULL,0,'2026-03-23','9999-12-31');
INSERT INTO "position" VALUES('INV-305','C-23','EUR','active','2026-05-10','2026-05-10',112040,112040,112040,112040,0,0,0,0,0,0,NULL,0,'2026-04-10',0,'2026-05-11','9999-12-31');
INSERT INTO "position" VALUES('INV-306','C-23','USD','active',NULL,NULL,0,0,99000,99000,99000,1,0,0,0,0,'2026-07-05',99000,NULL,0,'2026-06-05','2026-07-06');
INSERT INTO "position" VALUES('L0002-1','C-0002','CNY','active','2026-06-26','2026-06-26',175953,175953,3501492,3792688,3325539,16,1000,0,0,0,'2026-07-26',227453,'2026-06-29',0,'2026-06-30','2026-07-11');
INSERT INTO "position" VALUES('L0001-1','C-0001','CNY','active','2026-06-24','2026-06-27',180894,165447,1203686,1266263,1038239,6,0,0,0,0,'2026-07-24',180894,'2026-05-22',0,'2026-06-28','2026-07-25');
INSERT INTO "position" VALUES('L0003-1','000003','CNY','active','2026-06-21','2026-06-21',47292,41667,624997,669997,583330,14,0,0,0,0,'2026-07-21',46917,'2026-05-21',0,'2026-06-22','2026-07-22');
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
INSERT INTO "preference" VALUES(1,'C-0005','opt_out','sms','',NULL,'self','','','','2026-06-30T01:43:36+02:00','2026-06-29T23:43:36Z',NULL,NULL,'',60,NULL);
INSERT INTO "preference" VALUES(2,'C-0005','inconvenient','','',NULL,'self','mon tue wed thu fri','15:00','17:00','2026-06-30T01:43:37+02:00','2026-06-29T23:43:37Z',NULL,NULL,'',61,NULL);
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
INSERT INTO "preference_end" VALUES(1,1,'2026-06-30T01:43:37+02:00','2026-06-29T23:43:37Z','again',62,NULL);
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
INSERT INTO "promise" VALUES(1,'C-0006','L0006-1',6,'2026-06-12','2026-06-18',49584,'CNY',9,NULL);
INSERT INTO "promise" VALUES(2,'C-0009','L0009-1',14,'2026-06-23','2026-06-26',47073,'CNY',21,NULL);
INSERT INTO "promise" VALUES(3,'C-0008','L0008-1',21,'2026-06-27','2026-07-02',132433,'CNY',28,NULL);
INSERT INTO "promise" VALUES(4,'C-0001',NULL,29,'2026-06-30','2026-07-03',180894,'CNY',47,NULL);
INSERT INTO "promise" VALUES(5,'C-0002',NULL,NULL,'2026-06-30','2026-07-03',10000,'CNY',54,NULL);
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
INSERT INTO "promise_end" VALUES(1,5,'2026-06-30','new plan agreed',55,NULL);
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
INSERT INTO "rate" VALUES(1,'LPR1Y','2025-05-20','3.00','central bank',36,NULL);
INSERT INTO "rate" VALUES(2,'LPR1Y','2026-03-20','2.90','central bank',36,NULL);
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('currency','CNY');
INSERT INTO "setting" VALUES('policy','standard');
INSERT INTO "setting" VALUES('time_zone','Asia/Shanghai');
INSERT INTO "setting" VALUES('role','agency');
INSERT INTO "setting" VALUES('derived_by','abd32a399dab9f42');
INSERT INTO "setting" VALUES('demo_day','2026-06-30');
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
INSERT INTO "snapshot" VALUES(1,'JJ-3001','2026-06-28',58,1856,0,25640,320000,0,NULL,NULL,1920000,41,NULL);
INSERT INTO "snapshot" VALUES(2,'JJ-3002','2026-06-28',12,120,0,4500,100000,0,NULL,NULL,800000,41,NULL);
INSERT INTO "snapshot" VALUES(3,'JJ-3003','2026-06-28',3,15,0,1250,50000,0,NULL,NULL,200000,41,NULL);
INSERT INTO "snapshot" VALUES(4,'JJ-3001','2026-06-29',28,96,0,12480,160000,0,NULL,NULL,1920000,42,NULL);
INSERT INTO "snapshot" VALUES(5,'JJ-3002','2026-06-29',13,130,0,4500,100000,0,NULL,NULL,800000,42,NULL);
INSERT INTO "snapshot" VALUES(6,'JJ-3004','2026-06-29',1,8,0,3200,80000,0,NULL,NULL,560000,42,NULL);
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
INSERT INTO "statement" VALUES(1,'DE02120300000000202051','EUR','6/1','2026-06-01',100000,'2026-06-20',140500,37,NULL);
INSERT INTO "statement" VALUES(2,'DE02120300000000202051','EUR','6/2','2026-06-01',100000,'2026-06-22',108600,38,NULL);
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
	voided_by INTEGER, 
	PRIMARY KEY (statement_line_id), 
	FOREIGN KEY(statement_id) REFERENCES statement (statement_id), 
	FOREIGN KEY(journal_id) REFERENCES journal (journal_id), 
	FOREIGN KEY(voided_by) REFERENCES journal (journal_id)
);
INSERT INTO "statement_line" VALUES(1,1,5,'DE02120300000000202051','EUR','2026-06-10','2026-06-10',18000,'credit','Jan Nowak','DE89370400440532013000','E-77','','','Rate Juni L-2050','NTRF 166','',0,'d548d6e420d90693dd994f4e7c907b91',1,37,NULL);
INSERT INTO "statement_line" VALUES(2,1,7,'DE02120300000000202051','EUR','2026-06-12','2026-06-12',20000,'credit','ANNA MUELLER','DE75512108001245126199','','','','Raten','NTRF 166','',0,'91ac61c0444709205d2edcad21ed34b4',1,37,NULL);
INSERT INTO "statement_line" VALUES(3,1,9,'DE02120300000000202051','EUR','2026-06-15','2026-06-15',5500,'credit','Unbekannt','','','','','Danke','NTRF 166','',0,'a6c13445e4e184538ee163cafb28c59a',1,37,NULL);
INSERT INTO "statement_line" VALUES(4,1,11,'DE02120300000000202051','EUR','2026-06-18','2026-06-18',-3000,'debit','','','','','','account fee','NMSC 805','',0,'d0ab7438293b7244888b251a88918080',1,37,NULL);
INSERT INTO "statement_line" VALUES(5,2,7,'DE02120300000000202051','EUR','2026-06-22','2026-06-22',3100,'credit','Unbekannt','','','','','Rest','NTRF 166','',0,'129b85c3da3283e9b062710f7155ae7b',1,38,NULL);
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
INSERT INTO "statement_sighting" VALUES(1,3,38,NULL);
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
CREATE TRIGGER plan_inserted AFTER INSERT ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND plan_id = NEW.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER plan_changing BEFORE UPDATE OF plan_id, loan_id, voided_by ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND plan_id = OLD.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER plan_changed AFTER UPDATE OF plan_id, loan_id, voided_by ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND plan_id = NEW.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER plan_deleting BEFORE DELETE ON plan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND plan_id = OLD.plan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER loan_inserted AFTER INSERT ON loan BEGIN INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_changing BEFORE UPDATE OF loan_id, disbursed_on, currency ON loan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM entry_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, - sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = OLD.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (OLD.loan_id); END;
CREATE TRIGGER loan_changed AFTER UPDATE OF loan_id, disbursed_on, currency ON loan BEGIN INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM entry_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT INTO day_total (currency, day, kind, amount) SELECT currency, day, kind, + sum(amount) FROM instalment_total WHERE voided_by IS NULL AND loan_id = NEW.loan_id GROUP BY currency, day, kind ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_rules_changed AFTER UPDATE OF customer_id, principal, grace_days, rounding, allocation, product, voided_by ON loan BEGIN INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END;
CREATE TRIGGER loan_case_disputed AFTER UPDATE OF disputed ON loan BEGIN INSERT OR IGNORE INTO touched_case (customer_id) VALUES (NEW.customer_id); END;
COMMIT;
